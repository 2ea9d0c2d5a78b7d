// Package crosspkg uses a loop of another package, which is not known to be one
// here.
package crosspkg

import "loopdeadlock/crosspkg/bus"

type client struct {
	bus *bus.Bus
	in  chan int
}

func newClient() *client {
	c := &client{bus.New(), make(chan int)}
	go c.run()
	return c
}

func (c *client) run() {
	for v := range c.in {
		c.bus.Send(v)
		c.bus.Do(func() { c.bus.Send(v) })
		c.bus.Out <- v
	}
}

func (c *client) Put(v int) { c.in <- v }
