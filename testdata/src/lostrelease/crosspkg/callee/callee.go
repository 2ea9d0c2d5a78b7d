// Package callee releases what another package acquired.
package callee

import "sync"

// A Guard is a lock whose users call Lock and Unlock themselves.
type Guard struct {
	sync.Mutex
	N int
}

// TryEnter returns with the lock if it returns true; users of other packages
// unlock it.
func (g *Guard) TryEnter() bool {
	g.Lock()
	if g.N > 0 {
		return true
	}
	g.Unlock()
	return false
}

// Finish calls Done.
func Finish(wg *sync.WaitGroup) { wg.Done() }

// Leave unlocks.
func Leave(mu *sync.Mutex) { mu.Unlock() }
