// A program has no importers: what is exported stays inside.
package main

type Server struct{ Done chan struct{} }

var Events = make(chan int) // want `^Events cap 0: recv@11 in main$`

func New() *Server {
	return &Server{Done: make(chan struct{})} // want `^s.Done cap 0: recv@3 in Wait$`
}

func (s *Server) Wait() { <-s.Done }

func Chan() chan int { return make(chan int) } // want `^channel cap 0 local: close@4 in main$`

func main() {
	<-Events
	close(Chan()) // want `^must close channel, 1 to 1$`
}
