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
}

// New returns a cache that is emptied at intervals.
func New(every time.Duration) *Cache {
	c := &Cache{entries: make(map[string]string)}
	go c.sweep(every)
	return c
}

func (c *Cache) sweep(every time.Duration) {
	for {
		time.Sleep(every)
		c.mu.Lock()
		clear(c.entries)
		c.mu.Unlock()
	}
}

// Put adds an entry.
func (c *Cache) Put(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = value
}
