package example

import "sync/atomic"

type counter struct {
	events  chan string
	dropped atomic.Int64 // shown with the other metrics
}

func newCounter() *counter { return &counter{events: make(chan string, 16)} }

func (c *counter) publish(event string) {
	select {
	case c.events <- event:
	default:
		c.dropped.Add(1)
	}
}
