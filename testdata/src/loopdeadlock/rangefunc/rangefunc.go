// Package rangefunc has loops over functions within loops around channels.
package rangefunc

import "iter"

type server struct {
	in, again chan int
	peers     []*server
}

func newServer() *server {
	s := &server{in: make(chan int), again: make(chan int)}
	go s.run()
	return s
}

func (s *server) run() {
	for {
		select {
		case n := <-s.in:
			for v := range upTo(n) {
				s.again <- v // want `the loop of run \(line \d+\) sends to s.again`
			}
		case n := <-s.again:
			for v := range upTo(n) {
				s.Put(v) // want `the loop of run \(line \d+\) calls s.Put, which sends to s.in`
			}
			for p := range s.others() {
				p.Put(n)
			}
			for v := range upTo(n) {
				go s.Put(v)
				select {
				case s.again <- v:
				default:
				}
			}
		}
	}
}

func (s *server) Put(v int) { s.in <- v }

func (s *server) others() iter.Seq[*server] {
	return func(yield func(*server) bool) {
		for _, p := range s.peers {
			if !yield(p) {
				return
			}
		}
	}
}

func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Workers that a loop over a function starts are many.
func pool(names iter.Seq[string]) {
	jobs := make(chan string)
	for range names {
		go func() {
			for j := range jobs {
				jobs <- j
			}
		}()
	}
	jobs <- ""
}
