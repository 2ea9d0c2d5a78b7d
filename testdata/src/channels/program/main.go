// A program has no importers: what is exported stays inside.
package main

type Server struct{ Done chan struct{} }

var Events = make(chan int) // want `^Events cap 0: recv@48 in main$`

func New() *Server {
	return &Server{Done: make(chan struct{})} // want `^s.Done cap 0: recv@3 in Wait$`
}

func (s *Server) Wait() { <-s.Done }

func Chan() chan int { return make(chan int) } // want `^channel cap 0 local: close@41 in main$`

// Methods of types that never become interfaces have no unknown callers.

type direct struct{}

func (direct) Put(ch chan int) { ch <- 1 }

type behind struct{}

func (behind) Put(ch chan int) { ch <- 1 }

type embedding struct{ within }

type within struct{}

func (within) Put(ch chan int) { ch <- 1 }

type argument struct{}

func (argument) Put(ch chan int) { ch <- 1 }

type putter interface{ Put(chan int) }

func generic[T putter](p T) { p.Put(make(chan int)) } // want `^channel cap 0; escapes@0, others do anything$` `^may send channel, 0 or more; may recv channel, 0 or more; may close channel, 0 or more; may send b, 0 or more; may send c, 0 or more; may send d, 0 or more$`

func methods() {
	a := make(chan int, 1) // want `^a cap 1 local: send@-21 in Put$`
	direct{}.Put(a)        // want `^must send a, 1 to 1$`
	b := make(chan int, 1) // want `^b cap 1 local: send@-19 maybe in Put$`
	behind{}.Put(b)        // want `^must send b, 1 to 1$`
	c := make(chan int, 1) // want `^c cap 1 local: send@-15 maybe in Put$`
	embedding{}.Put(c)     // want `^must send c, 1 to 1$`
	d := make(chan int, 1) // want `^d cap 1 local: send@-13 maybe in Put$`
	argument{}.Put(d)      // want `^must send d, 1 to 1$`
	generic(argument{})    // want `^may send channel, 0 or more; may recv channel, 0 or more; may close channel, 0 or more; may send b, 0 or more; may send c, 0 or more; may send d, 0 or more$`
	println(putter(behind{}) == embedding{})
}

func main() {
	<-Events
	close(Chan()) // want `^must close channel, 1 to 1$`
}
