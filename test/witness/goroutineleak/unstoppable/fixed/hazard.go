// Package unstoppable makes values that work for ever, wanted or not.
package unstoppable

import (
	"sync"
	"time"
)

// A Cache forgets everything now and then.
type Cache struct {
	mu      sync.Mutex
	entries map[string]string
	done    chan struct{}
}

// New returns a cache that is emptied at intervals, until it is closed.
func New(every time.Duration) *Cache {
	c := &Cache{entries: make(map[string]string), done: make(chan struct{})}
	go c.sweep(every)
	return c
}

func (c *Cache) sweep(every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			c.mu.Lock()
			clear(c.entries)
			c.mu.Unlock()
		case <-c.done:
			return
		}
	}
}

// Put adds an entry.
func (c *Cache) Put(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = value
}

// Close ends what New has started.
func (c *Cache) Close() error {
	close(c.done)
	return nil
}
