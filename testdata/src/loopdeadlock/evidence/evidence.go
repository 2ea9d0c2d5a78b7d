// Package evidence has one finding of each kind, for what they tell beside it.
package evidence

type server struct {
	in    chan int
	funcs chan func()
	quit  chan bool
	done  chan bool
}

func start() *server {
	s := &server{
		in:    make(chan int),
		funcs: make(chan func(), 4),
		quit:  make(chan bool),
		done:  make(chan bool),
	}
	go s.run()
	return s
}

func (s *server) run() {
	defer close(s.done)
	for {
		select {
		case v := <-s.in:
			s.both(v) // want "calls s.both → s.Put, which sends to s.in"
		case f := <-s.funcs:
			f()
		case <-s.quit:
			s.Stop() // want "calls s.Stop, which receives from s.done"
			return
		}
	}
}

func (s *server) both(v int) { s.Put(v); s.Put(v) }

func (s *server) Put(v int) { s.in <- v }

func (s *server) Both(v int) { s.both(v) }

func (s *server) Do(f func()) {
	done := make(chan bool)
	s.funcs <- func() {
		f()
		close(done)
	}
	<-done
}

func (s *server) Twice(f func()) {
	s.Do(func() {
		s.Do(f) // want "calls s.Do, which hands the loop a request"
	})
}

func (s *server) Stop() { <-s.done }
