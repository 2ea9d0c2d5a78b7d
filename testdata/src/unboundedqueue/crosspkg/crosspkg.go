// Package crosspkg has a queue whose consumer is held up by another package.
package crosspkg

import (
	"sync"

	"unboundedqueue/crosspkg/sink"
)

type forwarder struct {
	mu   sync.Mutex
	q    []string
	wake chan struct{}
}

func (f *forwarder) Put(s string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.q = append(f.q, s) // want `Put adds to f.q, and nothing limits how long it gets: it grows while its consumer waits in sink.Store`
}

func (f *forwarder) run() {
	go func() {
		for range f.wake {
			f.mu.Lock()
			batch := f.q
			f.q = nil
			f.mu.Unlock()
			for _, s := range batch {
				sink.Store(s)
			}
		}
	}()
}

// A counter's consumer is not held up by the other package.
type counter struct {
	mu   sync.Mutex
	q    []string
	wake chan struct{}
}

func (c *counter) Put(s string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.q = append(c.q, s)
}

func (c *counter) run() {
	go func() {
		for range c.wake {
			c.mu.Lock()
			batch := c.q
			c.q = nil
			c.mu.Unlock()
			for _, s := range batch {
				sink.Count(s)
			}
		}
	}()
}
