package joins

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

func work()       {}
func fail() error { return nil }
func external(any) bool

func waitGroup(xs []int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { // want `outlives no \[WaitGroup\+5\]`
			defer wg.Done()
			work()
		}()
	}
	wg.Wait()
}

func waitGroupGo() {
	var wg sync.WaitGroup
	wg.Go(work) // want `outlives no \[WaitGroup\+1\]`
	wg.Wait()
}

func earlyReturn(c bool) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { // want `outlives yes \+5 \[WaitGroup\+7\]`
		defer wg.Done()
		work()
	}()
	if c {
		return
	}
	wg.Wait()
}

func deferredWait(c bool) {
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Add(1)
	go func() { // want `outlives no \[WaitGroup-2 deferred\]`
		defer wg.Done()
	}()
	if c {
		return
	}
	work()
}

func deferredLiteral(stop func()) {
	var wg sync.WaitGroup
	defer func() {
		stop()
		wg.Wait()
	}()
	wg.Go(work) // want `outlives no \[Helper-4 deferred\]`
}

func worker(wg *sync.WaitGroup) {
	defer wg.Done()
	work()
}

func waitFor(wg *sync.WaitGroup) { wg.Wait() }

func waitPerhaps(wg *sync.WaitGroup, c bool) {
	if c {
		wg.Wait()
	}
}

func byPointer() {
	wg := new(sync.WaitGroup)
	wg.Add(1)
	go worker(wg) // want `outlives no \[WaitGroup\+1\]`
	wg.Wait()
}

func byHelper() {
	var wg sync.WaitGroup
	wg.Add(1)
	go worker(&wg) // want `outlives no \[Helper\+1\]`
	waitFor(&wg)
}

func byHalfHelper(c bool) {
	var wg sync.WaitGroup
	wg.Add(1)
	go worker(&wg) // want `outlives unknown \[Helper\+1 maybe\]`
	waitPerhaps(&wg, c)
}

func otherGroup() {
	var wg, other sync.WaitGroup
	wg.Add(1)
	go worker(&wg) // want `outlives yes \+2 \[\]`
	other.Wait()
}

func caller(wg *sync.WaitGroup) {
	wg.Add(1)
	go worker(wg) // want `outlives unknown, leaves yes \+1 \[\]`
}

type server struct {
	wg   sync.WaitGroup
	done chan struct{}
	srv  interface {
		Serve()
		Shutdown()
		Name() string
	}
	runner
}

type runner struct{ g errgroup.Group }

func (s *server) start() {
	s.wg.Add(1)
	go func() { // want `outlives unknown, leaves yes \+3 \[\]`
		defer s.wg.Done()
	}()
}

func (s *server) run() {
	s.wg.Add(1)
	go s.serve() // want `outlives no \[Helper\+1\]`
	s.stop()
}

func (s *server) serve() { defer s.wg.Done() }
func (s *server) stop()  { s.wg.Wait() }

func errGroup(ctx context.Context, xs []int) error {
	g, ctx := errgroup.WithContext(ctx)
	for range xs {
		g.Go(func() error { // want `outlives no \[Group\+5\]`
			external(ctx)
			return nil
		})
	}
	return g.Wait()
}

func errGroupDropped() {
	var g errgroup.Group
	g.Go(fail) // want `outlives yes \+1 \[\]`
}

func errGroupField(s *server) {
	s.g.Go(fail) // want `outlives unknown, leaves yes \+1 \[\]`
}

func returned() *sync.WaitGroup {
	var wg sync.WaitGroup
	wg.Go(work) // want `outlives unknown, leaves yes \+1 \[\]`
	return &wg
}

func returnedWait() func() {
	var wg sync.WaitGroup
	wg.Go(work) // want `outlives unknown, leaves yes \+1 \[\]`
	return func() { wg.Wait() }
}

func shutdown(s *server) {
	go s.srv.Serve() // want `outlives unknown \[\]`
	work()
	s.srv.Shutdown()
}

func noShutdown(s *server) {
	go func() { s.srv.Serve() }() // want `outlives yes \+2 \[\]`
	s.srv.Name()
}

func closer(xs []int) {
	results := make(chan int)
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		go func() { // want `outlives no \[Receive\+9\]`
			defer wg.Done()
			results <- x
		}()
	}
	go func() { // want `outlives no \[Receive\+4\]`
		wg.Wait()
		close(results)
	}()
	for range results {
	}
}

func passesGroup() {
	var wg sync.WaitGroup
	wg.Go(work) // want `outlives unknown \[\]`
	external(&wg)
}
