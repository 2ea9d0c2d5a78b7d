// Package optin has a loop that sends to itself, once through a buffer.
package optin

type server struct{ jobs, more chan int }

func newServer() *server {
	s := &server{jobs: make(chan int, 16), more: make(chan int)}
	go s.run()
	return s
}

func (s *server) run() {
	for {
		select {
		case j := <-s.jobs:
			s.jobs <- j // told if asked for
		case j := <-s.more:
			s.more <- j // want `the loop of run \(line \d+\) sends to s.more`
		}
	}
}

func (s *server) Submit(j int) { s.jobs <- j }
