// Package semaphores holds tasks that take a slot, and tasks that only look so.
package semaphores

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func work(int) {}

func sendFirst(in chan int) {
	sem := make(chan struct{}, 4)
	for v := range in {
		sem <- struct{}{}
		go func() { // want `channel: semaphore$`
			defer func() { <-sem }()
			work(v)
		}()
	}
}

func receiveFirst(in chan int) {
	tokens := make(chan struct{}, 4)
	for range 4 {
		tokens <- struct{}{}
	}
	for v := range in {
		<-tokens
		go func() { // want `channel: semaphore$`
			defer func() { tokens <- struct{}{} }()
			work(v)
		}()
	}
}

func inSelect(ctx context.Context, in chan int) {
	sem := make(chan struct{}, 4)
	for v := range in {
		select {
		case sem <- struct{}{}:
		case <-ctx.Done():
			return
		}
		go func() { // want `channel: (semaphore|unknown)$`
			work(v)
			<-sem
		}()
	}
}

type server struct {
	in  chan int
	sem chan struct{}
}

func newServer(n int) *server { return &server{in: make(chan int), sem: make(chan struct{}, n)} }

func (s *server) acquireSlot() { s.sem <- struct{}{} }
func (s *server) done()        { <-s.sem }

func (s *server) helpers() {
	for v := range s.in {
		s.acquireSlot()
		go func() { // want `channel: semaphore$`
			defer s.done()
			work(v)
		}()
	}
}

func (s *server) handle(v int) {
	defer func() { <-s.sem }()
	work(v)
}

func (s *server) method() {
	for v := range s.in {
		s.sem <- struct{}{}
		go s.handle(v) // want `channel: semaphore$`
	}
}

func sometimes(in chan int) {
	sem := make(chan struct{}, 4)
	for v := range in {
		if v > 10 {
			sem <- struct{}{}
		}
		go func() { // want `channel: unknown$`
			work(v)
			<-sem
		}()
	}
}

// The slot is given back before the task has begun.
func givenBack(in chan int) {
	sem := make(chan struct{}, 4)
	for v := range in {
		sem <- struct{}{}
		<-sem
		go func() { // want `channel: none$`
			work(v)
		}()
	}
}

// The loop waits for the start of the task. Which of the two is the result isn't
// told apart.
func handshake(in chan int) {
	started := make(chan struct{})
	for v := range in {
		go func() { // want `channel: joined$`
			started <- struct{}{}
			work(v)
		}()
		<-started
	}
}

func inside(in chan int) {
	sem := make(chan struct{}, 4)
	for v := range in {
		go func() { // want `channel: semaphore inside$`
			sem <- struct{}{}
			defer func() { <-sem }()
			work(v)
		}()
	}
}

func insideTokens(in chan int) {
	tokens := make(chan struct{}, 4)
	for range 4 {
		tokens <- struct{}{}
	}
	for v := range in {
		go func() { // want `channel: semaphore inside$`
			<-tokens
			work(v)
			tokens <- struct{}{}
		}()
	}
}

// Messages, not tokens.
func answers(in chan int) {
	out := make(chan int, 4)
	for v := range in {
		go func() { // want `channel: none$`
			work(v)
			out <- v
		}()
	}
}

func weighted(ctx context.Context, in chan int) {
	sem := semaphore.NewWeighted(4)
	for v := range in {
		if sem.Acquire(ctx, 1) != nil {
			return
		}
		go func() { // want `channel: weighted$`
			defer sem.Release(1)
			work(v)
		}()
	}
}

func weightedInside(ctx context.Context, in chan int) {
	sem := semaphore.NewWeighted(4)
	for v := range in {
		go func() { // want `channel: weighted inside$`
			if sem.Acquire(ctx, 1) != nil {
				return
			}
			defer sem.Release(1)
			work(v)
		}()
	}
}

func limited(in chan int) error {
	var g errgroup.Group
	g.SetLimit(4)
	for v := range in {
		g.Go(func() error { // want `channel: limit$`
			work(v)
			return nil
		})
	}
	return g.Wait()
}

func unlimited(ctx context.Context, in chan int) error {
	g, _ := errgroup.WithContext(ctx)
	for v := range in {
		g.Go(func() error { // want `channel: none$`
			work(v)
			return nil
		})
	}
	return g.Wait()
}

func anotherGroup(g *errgroup.Group, in chan int) {
	for v := range in {
		g.Go(func() error { // want `channel: unknown$`
			work(v)
			return nil
		})
	}
}

func waitGroup(wg *sync.WaitGroup, in chan int) {
	for v := range in {
		wg.Go(func() { work(v) }) // want `channel: none$`
	}
	wg.Wait()
}

func locked(mu *sync.Mutex, in chan int) {
	for v := range in {
		mu.Lock()
		go func() { // want `channel: locked$`
			defer mu.Unlock()
			work(v)
		}()
	}
}

func lockedShortly(mu *sync.Mutex, in chan int) {
	for v := range in {
		mu.Lock()
		work(v)
		mu.Unlock()
		go func() { // want `channel: none$`
			mu.Lock()
			defer mu.Unlock()
			work(v)
		}()
	}
}

// What the helper locks it unlocks itself.
func lockedInHelper(mu *sync.Mutex, in chan int) {
	for v := range in {
		noted(mu, v)
		go func() { // want `channel: none$`
			mu.Lock()
			defer mu.Unlock()
			work(v)
		}()
	}
}

func noted(mu *sync.Mutex, v int) {
	mu.Lock()
	defer mu.Unlock()
	work(v)
}

type limiter interface{ Acquire() }

func elsewhere(l limiter, in chan int) {
	for v := range in {
		l.Acquire()
		go work(v) // want `channel: unknown$`
	}
}

func handedIn(sem chan struct{}, in chan int) {
	for v := range in {
		sem <- struct{}{}
		go work(v) // want `channel: unknown$`
	}
}

//asynclint:bounded
func startAll(in chan int) {
	for v := range in {
		go work(v) // want `channel: declared$`
	}
}

type dispatcher interface {
	//asynclint:bounded
	run(int)
	any(int)
}

func dispatch(d dispatcher, in chan int) {
	for v := range in {
		go d.run(v) // want `channel: declared$`
		go d.any(v) // want `channel: none$`
	}
}
