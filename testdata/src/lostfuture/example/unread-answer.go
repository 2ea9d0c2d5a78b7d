package example

import "sync"

type gauge struct {
	mu sync.Mutex
	n  int
}

func (g *gauge) add() {
	g.mu.TryLock() // want `the answer of g.mu.TryLock is dropped: if it is false, the mutex is not locked`
	defer g.mu.Unlock()
	g.n++
}
