// Package crosspkg leaves it to another package to release, and has what another
// package declares.
package crosspkg

import (
	"sync"

	"lostrelease/crosspkg/callee"
)

func bug(g *callee.Guard, max int) bool {
	g.Lock()
	if g.N > max {
		return false // want `returns with g locked at line 12: whoever locks it next blocks for ever`
	}
	g.N++
	g.Unlock()
	return true
}

// finished gives the group to a function of another package, which may call Done.
func finished(bad bool) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if bad {
			callee.Finish(&wg)
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

func left(bad bool) {
	var mu sync.Mutex
	mu.Lock()
	if bad {
		callee.Leave(&mu)
		return
	}
	mu.Unlock()
}

func corrected(g *callee.Guard, max int) bool {
	g.Lock()
	if g.N > max {
		g.Unlock()
		return false
	}
	g.N++
	g.Unlock()
	return true
}
