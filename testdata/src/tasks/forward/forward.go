package forward

import (
	"sync"

	"tasks/forward/lib"
)

func work() {}

type server struct{ wg sync.WaitGroup }

func (s *server) goFunc(f func()) {
	s.wg.Add(1)
	go func() { // want `go outlives unknown, leaves yes \+4 \[\]`
		defer s.wg.Done()
		f()
	}()
}

func (s *server) start() {
	s.goFunc(work)            // want `forwarded outlives unknown, leaves yes \+2 \[\]`
	(*server).goFunc(s, work) // want `forwarded outlives unknown, leaves yes \+1 \[\]`
}

func (s *server) run() {
	s.goFunc(func() {}) // want `forwarded outlives no \[WaitGroup\+1\]`
	s.wg.Wait()
}

func spawn(f func()) { go f() } // want `go outlives unknown \[\]`

func spawnTwice(f func()) {
	spawn(f) // want `forwarded outlives unknown \[\]`
}

func chain() {
	spawnTwice(work) // want `forwarded outlives unknown \[\]`
}

func joined(fs ...func()) {
	var wg sync.WaitGroup
	for _, f := range fs {
		wg.Go(f) // want `spawned outlives no \[WaitGroup\+2\]`
	}
	wg.Wait()
}

func joinedOne(f func()) {
	var wg sync.WaitGroup
	wg.Go(f) // want `spawned outlives no \[WaitGroup\+1\]`
	wg.Wait()
}

func runner(f func(), done func()) {
	defer done()
	f()
}

func spawnRunner(wg *sync.WaitGroup, f func()) {
	wg.Add(1)
	go runner(f, wg.Done) // want `go outlives unknown, leaves yes \+1 \[\]`
}

func callers(f func()) {
	joinedOne(work) // want `forwarded outlives no \[\]`
	var wg sync.WaitGroup
	spawnRunner(&wg, work) // want `forwarded outlives no \[WaitGroup\+1\]`
	wg.Wait()
	direct(work)
	lib.Go(work) // want `forwarded outlives unknown \[\]`
	lib.Call(work)
}

func direct(f func()) { f() }
