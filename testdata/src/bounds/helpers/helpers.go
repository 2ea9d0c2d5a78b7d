// Package helpers holds semaphores behind functions, methods and types of the
// package.
package helpers

import (
	"context"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/semaphore"
)

func work(int) {}

// A type over a channel.
type sem chan struct{}

func (s sem) Acquire() { s <- struct{}{} }
func (s sem) Release() { <-s }

func typed(in chan int) {
	s := make(sem, 4)
	for v := range in {
		s.Acquire()
		go func() { // want `channel: semaphore$`
			defer s.Release()
			work(v)
		}()
	}
}

// Released in the loop, so that nothing is left of the limit.
func typedAtOnce(in chan int) {
	s := make(sem, 4)
	for v := range in {
		s.Acquire()
		work(v)
		s.Release()
		go work(v) // want `channel: unknown$`
	}
}

// A struct with a channel, filled before.
type tokens struct{ free chan struct{} }

func newTokens(n int) *tokens {
	t := &tokens{free: make(chan struct{}, n)}
	for range n {
		t.free <- struct{}{}
	}
	return t
}

func (t *tokens) take() { <-t.free }
func (t *tokens) give() { t.free <- struct{}{} }

func structured(in chan int) {
	t := newTokens(4)
	for v := range in {
		t.take()
		go func() { // want `channel: semaphore$`
			defer t.give()
			work(v)
		}()
	}
}

func structuredInside(in chan int) {
	t := newTokens(4)
	for v := range in {
		go func() { // want `channel: (semaphore|unknown) inside$`
			t.take()
			defer t.give()
			work(v)
		}()
	}
}

// Functions that are passed the channel.
func acquire(ch chan struct{}) { ch <- struct{}{} }
func release(ch chan struct{}) { <-ch }

func functions(in chan int) {
	ch := make(chan struct{}, 4)
	for v := range in {
		acquire(ch)
		go func() { // want `channel: (semaphore|unknown)$`
			defer release(ch)
			work(v)
		}()
	}
}

// The slot is given back by the function that the task calls.
func handle(v int, ch chan struct{}) {
	defer release(ch)
	work(v)
}

func handedOn(in chan int) {
	ch := make(chan struct{}, 4)
	for v := range in {
		ch <- struct{}{}
		go handle(v, ch) // want `channel: semaphore$`
	}
}

// Who finds no slot free drops the event.
func drops(in chan int) {
	ch := make(chan struct{}, 4)
	for v := range in {
		select {
		case ch <- struct{}{}:
			go func() { // want `channel: (semaphore|unknown)$`
				defer func() { <-ch }()
				work(v)
			}()
		default:
		}
	}
}

// Who finds no slot free goes on without one.
func goesOn(in chan int) {
	ch := make(chan struct{}, 4)
	for v := range in {
		select {
		case ch <- struct{}{}:
		default:
		}
		go func() { // want `channel: unknown$`
			work(v)
			select {
			case <-ch:
			default:
			}
		}()
	}
}

func tryWeighted(in chan int) {
	s := semaphore.NewWeighted(4)
	for v := range in {
		if !s.TryAcquire(1) {
			continue
		}
		go func() { // want `channel: weighted$`
			defer s.Release(1)
			work(v)
		}()
	}
}

// Nobody releases it in the task: what it is for isn't known.
func weightedForOthers(ctx context.Context, in chan int) {
	s := semaphore.NewWeighted(4)
	for v := range in {
		if s.Acquire(ctx, 1) != nil {
			return
		}
		work(v)
		s.Release(1)
		go work(v) // want `channel: unknown$`
	}
}

type pool struct {
	mu      sync.Mutex
	running int
	jobs    map[int]bool
	n       atomic.Int32
	cond    *sync.Cond
}

func (p *pool) mapped(in chan int) {
	for v := range in {
		p.mu.Lock()
		if len(p.jobs) >= 10 {
			p.mu.Unlock()
			continue
		}
		p.jobs[v] = true
		p.mu.Unlock()
		go work(v) // want `channel: counter$`
	}
}

func (p *pool) mappedOnly(in chan int) {
	for v := range in {
		p.mu.Lock()
		p.jobs[v] = true
		p.mu.Unlock()
		go work(v) // want `channel: none$`
	}
}

func (p *pool) added(in chan int) {
	for v := range in {
		if p.n.Add(1) > 10 {
			p.n.Add(-1)
			continue
		}
		go func() { // want `channel: counter$`
			defer p.n.Add(-1)
			work(v)
		}()
	}
}

func (p *pool) addedOnly(in chan int) {
	for v := range in {
		p.n.Add(1)
		go func() { // want `channel: none$`
			defer p.n.Add(-1)
			work(v)
		}()
	}
}

func (p *pool) condition(in chan int) {
	for v := range in {
		p.mu.Lock()
		for p.running >= 10 {
			p.cond.Wait()
		}
		p.running++
		p.mu.Unlock()
		go work(v) // want `channel: (counter|unknown)$`
	}
}

type message struct{ id int }

func (m *message) Ack() {}

func (m *message) Seen() {}

// How many a broker sends without an answer is a setting of its own.
func acknowledges(in chan *message) {
	for m := range in {
		go func() { // want `channel: unknown$`
			work(m.id)
			m.Ack()
		}()
		go func() { // want `channel: none$`
			work(m.id)
			m.Seen()
		}()
		go process(m) // want `channel: unknown$`
	}
}

func process(m *message) {
	defer m.Ack()
	work(m.id)
}
