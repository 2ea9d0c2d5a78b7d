// Package answer holds calls that answer whether work was accepted.
package answer

import (
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

type counter struct {
	mu sync.Mutex
	rw sync.RWMutex
	n  int
}

func (c *counter) bugs() {
	c.mu.TryLock() // want `the answer of c.mu.TryLock is dropped: if it is false, the mutex is not locked`
	c.n++
	c.mu.Unlock()
	c.rw.TryRLock() // want `the answer of c.rw.TryRLock is dropped`
	println(c.n)
	c.rw.RUnlock()
	(c.rw.TryLock()) // want `the answer of c.rw.TryLock is dropped`
	defer c.rw.Unlock()
	c.n++
}

func group(g *errgroup.Group, work func() error) {
	g.TryGo(work) // want `the answer of g.TryGo is dropped: if it is false, the function was not started`
}

func weighted(s *semaphore.Weighted) {
	s.TryAcquire(1) // want `the answer of s.TryAcquire is dropped: if it is false, nothing was acquired`
	defer s.Release(1)
}

type embeds struct{ sync.Mutex }

func promoted(e *embeds) {
	e.TryLock() // want `the answer of e.TryLock is dropped`
	defer e.Unlock()
}

// Near-misses.

func (c *counter) asked() {
	if !c.mu.TryLock() {
		return
	}
	defer c.mu.Unlock()
	c.n++
}

func (c *counter) kept() bool {
	ok := c.rw.TryLock()
	if ok {
		c.rw.Unlock()
	}
	return ok
}

func (c *counter) returned() bool { return c.mu.TryLock() }

func (c *counter) deliberate() {
	_ = c.mu.TryLock()
}

// Makes sure that it is not locked.
func (c *counter) reset() {
	c.mu.TryLock()
	c.mu.Unlock()
	c.n = 0
}

// Makes sure that it is locked.
func (c *counter) stop() {
	c.mu.TryLock()
}

func (c *counter) others(d *counter) {
	c.mu.TryLock()
	d.rw.Lock()
	defer d.rw.Unlock()
}

func (c *counter) locked() {
	c.mu.Lock()
	c.mu.Unlock()
}

func offered(g *errgroup.Group, work func() error) {
	for !g.TryGo(work) {
	}
	g.Go(work)
}

func consumed(s *semaphore.Weighted) int {
	n := 0
	for s.TryAcquire(1) {
		n++
	}
	return n
}

// A type of one's own says itself what its answers are worth.
type gate struct{}

func (gate) TryLock() bool { return true }

func (gate) TryAcquire(n int64) bool { return true }

func own(g gate) {
	g.TryLock()
	g.TryAcquire(1)
}

func value(s *semaphore.Weighted) func(int64) bool { return s.TryAcquire }
