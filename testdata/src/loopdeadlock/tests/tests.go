// Package tests has loops in tests, and a loop whose channel tests use.
package tests

type server struct{ in, again chan int }

func newServer() *server {
	s := &server{in: make(chan int), again: make(chan int)}
	go s.run()
	return s
}

func (s *server) run() {
	for {
		select {
		case v := <-s.in:
			s.again <- v // want `the loop of run \(line \d+\) sends to s.again`
		case <-s.again:
		}
	}
}

func (s *server) Put(v int) { s.in <- v }
