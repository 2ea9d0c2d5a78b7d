// Package slot has paths that keep a slot of a semaphore, and some that only seem
// to.
package slot

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/semaphore"
)

func work(int) error { return nil }

// Bugs.

func (l *limiter) spawnerReturns(xs []int) error {
	for _, x := range xs {
		l.slots <- struct{}{}
		if x < 0 {
			return errors.New("negative") // want `returns without giving back the slot of l.slots taken at line 19: one slot less for ever`
		}
		go func() {
			defer func() { <-l.slots }()
			work(x)
		}()
	}
	return nil
}

func nextIteration(xs []int) {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		sem <- struct{}{} // want `the slot of sem taken here is kept on a path to the next iteration: one slot less for ever`
		if x < 0 {
			continue
		}
		go func() {
			work(x)
			<-sem
		}()
	}
}

func taskReturns(xs []int) {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		sem <- struct{}{}
		go func() {
			if work(x) != nil {
				return // want `the task ends here without giving back the slot of sem taken at line 48: one slot less for ever`
			}
			<-sem
		}()
	}
}

func takenInTask(xs []int) {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		go func() {
			sem <- struct{}{}
			if work(x) != nil {
				return // want `returns without giving back the slot of sem taken at line 62`
			}
			<-sem
		}()
	}
}

type limiter struct {
	slots chan struct{}
}

func newLimiter(n int) *limiter { return &limiter{slots: make(chan struct{}, n)} }

func (l *limiter) do(ctx context.Context, x int) error {
	select {
	case l.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := work(x); err != nil {
		return err // want `returns without giving back the slot of l.slots taken at line 79`
	}
	<-l.slots
	return nil
}

// tokens are taken by receiving them.
type tokens struct {
	free chan struct{}
}

func newTokens(n int) *tokens {
	t := &tokens{free: make(chan struct{}, n)}
	for range n {
		t.free <- struct{}{}
	}
	return t
}

func (t *tokens) do(x int) error {
	<-t.free
	if err := work(x); err != nil {
		return err // want `returns without giving back the slot of t.free taken at line 104`
	}
	t.free <- struct{}{}
	return nil
}

func weighted(ctx context.Context, sem *semaphore.Weighted, xs []int) error {
	for _, x := range xs {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		if x < 0 {
			return errors.New("negative") // want `returns without giving back the slot of sem taken at line 114`
		}
		go func() {
			defer sem.Release(1)
			work(x)
		}()
	}
	return nil
}

func weightedTask(ctx context.Context, xs []int) error {
	sem := semaphore.NewWeighted(4)
	for _, x := range xs {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() {
			if work(x) != nil {
				return // want `the task ends here without giving back the slot of sem taken at line 131`
			}
			sem.Release(1)
		}()
	}
	return nil
}

// Near-misses.

func corrected(xs []int) error {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		if x < 0 {
			return errors.New("negative")
		}
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
	return nil
}

func givenBack(xs []int) error {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		sem <- struct{}{}
		if x < 0 {
			<-sem
			return errors.New("negative")
		}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
	return nil
}

// drained takes all slots to wait for the tasks.
func drained(xs []int) {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		sem <- struct{}{}
		go func() {
			work(x)
			<-sem
		}()
	}
	for range cap(sem) {
		sem <- struct{}{}
	}
}

func deferred(l *limiter, x int) error {
	l.slots <- struct{}{}
	defer func() { <-l.slots }()
	if err := work(x); err != nil {
		return err
	}
	return nil
}

// gate is taken and given back by different methods.
type gate struct {
	slots chan struct{}
}

func newGate(n int) *gate { return &gate{slots: make(chan struct{}, n)} }

func (g *gate) enter(ok bool) bool {
	g.slots <- struct{}{}
	if !ok {
		<-g.slots
		return false
	}
	return true
}

func (g *gate) leave() { <-g.slots }

func useGate(g *gate) {
	if g.enter(true) {
		defer g.leave()
		work(1)
	}
}

// signalled is no semaphore: the task tells its end.
func signalled(x int) error {
	done := make(chan struct{}, 1)
	go func() {
		work(x)
		done <- struct{}{}
	}()
	if x > 9 {
		return errors.New("not waiting")
	}
	<-done
	return nil
}

// woken is no semaphore: a signal that is pending is not sent twice.
type waker struct{ wake chan struct{} }

func newWaker() *waker { return &waker{wake: make(chan struct{}, 1)} }

func (w *waker) loop(quit chan struct{}) {
	for {
		select {
		case <-w.wake:
		case <-quit:
			return
		}
		if work(1) != nil {
			return
		}
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
}

// results are values.
func results(xs []int) (sum int) {
	out := make(chan int, len(xs))
	for _, x := range xs {
		go func() {
			if work(x) != nil {
				out <- 0
				return
			}
			out <- x
		}()
	}
	for range xs {
		sum += <-out
	}
	return sum
}

func helper(xs []int) error {
	sem := make(chan struct{}, 4)
	back := func() { <-sem }
	for _, x := range xs {
		sem <- struct{}{}
		if x < 0 {
			back()
			return errors.New("negative")
		}
		go func() {
			defer back()
			work(x)
		}()
	}
	return nil
}

type weightedPool struct{ sem *semaphore.Weighted }

func (p *weightedPool) tryAndKeep(x int) bool {
	if !p.sem.TryAcquire(1) {
		return false
	}
	if x < 0 {
		return true // want `returns without giving back the slot of p.sem taken at line 300`
	}
	go func() {
		defer p.sem.Release(1)
		work(x)
	}()
	return true
}

func tryWeighted(sem *semaphore.Weighted, x int) bool {
	if !sem.TryAcquire(1) {
		return false
	}
	defer sem.Release(1)
	return work(x) == nil
}

func weightedBack(ctx context.Context, sem *semaphore.Weighted, x int) error {
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	if x < 0 {
		sem.Release(1)
		return errors.New("negative")
	}
	go func() {
		defer sem.Release(1)
		work(x)
	}()
	return nil
}

// waits takes the whole semaphore at the end, and gives nothing back.
func waits(ctx context.Context, xs []int) error {
	sem := semaphore.NewWeighted(4)
	for _, x := range xs {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() {
			defer sem.Release(1)
			work(x)
		}()
	}
	return sem.Acquire(ctx, 4)
}

// batches takes and gives back in loops of their own.
func batches(xs []int) {
	sem := make(chan struct{}, 4)
	for range 4 {
		sem <- struct{}{}
	}
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Go(func() { work(x) })
	}
	wg.Wait()
	for range 4 {
		<-sem
	}
}

// kicked is no semaphore: who waits for a signal has sent itself the first.
func kicked(quit chan struct{}, subscribe func(func())) {
	next := make(chan struct{}, 4)
	next <- struct{}{}
	subscribe(func() {
		select {
		case next <- struct{}{}:
		default:
		}
	})
	if work(1) != nil {
		return
	}
	for {
		select {
		case <-next:
			work(2)
		case <-quit:
			return
		}
	}
}

// primed is the same without the other sender.
func primed(x int) error {
	next := make(chan struct{}, 1)
	next <- struct{}{}
	if work(x) != nil {
		return errors.New("not begun")
	}
	<-next
	return nil
}

// ownSemaphore returns, and with it goes the semaphore: nobody misses the slot.
func ownSemaphore(accept func() (int, error)) error {
	sem := make(chan struct{}, 4)
	for {
		sem <- struct{}{}
		x, err := accept()
		if err != nil {
			return err
		}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
}

func ownWeighted(ctx context.Context, accept func() (int, error)) error {
	sem := semaphore.NewWeighted(4)
	for {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		x, err := accept()
		if err != nil {
			return err
		}
		go func() {
			defer sem.Release(1)
			work(x)
		}()
	}
}

// A slot is given back when what it was taken for is delivered.
func untilDelivered(in, delivered chan int, stop chan struct{}) {
	sem := make(chan struct{}, 4)
	for {
		select {
		case <-stop:
			return
		case <-delivered:
			<-sem
		case sem <- struct{}{}:
			select {
			case <-stop:
				return
			case <-delivered:
				<-sem
				<-sem
			case x := <-in:
				work(x)
			}
		}
	}
}
