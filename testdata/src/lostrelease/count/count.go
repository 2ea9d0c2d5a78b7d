// Package count has groups that count more or fewer tasks than are started, and
// some that only seem to.
package count

import "sync"

func work(int) {}

// Bugs.

func tooMany() {
	var wg sync.WaitGroup
	wg.Add(3) // want `wg counts 3, but 2 tasks are started that call Done: wg.Wait blocks for ever`
	go func() {
		defer wg.Done()
		work(1)
	}()
	go func() {
		work(2)
		wg.Done()
	}()
	wg.Wait()
}

func tooFew(xs []int) {
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1) // want `wg counts 1, but 2 tasks are started that call Done: the counter becomes negative, which panics`
		go func() {
			defer wg.Done()
			work(x)
		}()
		go func() {
			defer wg.Done()
			work(x + 1)
		}()
	}
	wg.Wait()
}

func named(wg *sync.WaitGroup, x int) {
	defer wg.Done()
	work(x)
}

func startsNamed() {
	var wg sync.WaitGroup
	wg.Add(2) // want `wg counts 2, but 1 task is started that call`
	go named(&wg, 1)
	wg.Wait()
}

// Near-misses.

func right() {
	var wg sync.WaitGroup
	wg.Add(2)
	go named(&wg, 1)
	go named(&wg, 2)
	wg.Wait()
}

func oneByOne() {
	var wg sync.WaitGroup
	wg.Add(1)
	go named(&wg, 1)
	wg.Add(1)
	go named(&wg, 2)
	wg.Wait()
}

func inLoop(n int) {
	var wg sync.WaitGroup
	wg.Add(4)
	for i := range 4 {
		go named(&wg, i)
	}
	wg.Wait()
}

// itself counts one more than there are tasks, and is done with it itself.
func itself() {
	var wg sync.WaitGroup
	wg.Add(2)
	go named(&wg, 1)
	work(2)
	wg.Done()
	wg.Wait()
}

func twice() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		work(1)
		wg.Done()
		work(2)
		wg.Done()
	}()
	wg.Wait()
}

func handedOn(later func(func())) {
	var wg sync.WaitGroup
	wg.Add(2)
	go named(&wg, 1)
	later(wg.Done)
	wg.Wait()
}

func withGo() {
	var wg sync.WaitGroup
	wg.Add(1)
	go named(&wg, 1)
	wg.Go(func() { work(2) })
	wg.Wait()
}

func conditional(more bool) {
	var wg sync.WaitGroup
	wg.Add(1)
	go named(&wg, 1)
	if more {
		wg.Add(1)
		go named(&wg, 2)
	}
	wg.Wait()
}

type server struct{ wg sync.WaitGroup }

// start counts a task that serve starts.
func (s *server) start() {
	s.wg.Add(2)
	go s.loop()
	s.serve()
}

func (s *server) loop() { defer s.wg.Done() }

func (s *server) serve() {
	go func() {
		defer s.wg.Done()
		work(1)
	}()
}

func (s *server) stop() { s.wg.Wait() }

func nested() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		go named(&wg, 1)
	}()
	wg.Wait()
}
