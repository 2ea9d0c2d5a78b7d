// Package skippedunlock leaves with the lock.
package skippedunlock

import "sync"

// A Tally counts names.
type Tally struct {
	mu sync.Mutex
	n  map[string]int
}

// Add counts a name, some time, if it is one.
func (t *Tally) Add(name func() (string, bool)) {
	go func() {
		t.mu.Lock()
		name, ok := name()
		if !ok {
			return
		}
		t.n[name]++
		t.mu.Unlock()
	}()
}
