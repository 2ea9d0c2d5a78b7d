package example

import (
	"context"
	"net"
	"sync"
)

type tidyCaller struct {
	conn net.Conn

	mu      sync.Mutex
	seq     uint64
	pending map[uint64]chan []byte
}

// Call sends a request and waits for its reply.
func (c *tidyCaller) Call(ctx context.Context, request []byte) ([]byte, error) {
	reply := make(chan []byte, 1)
	c.mu.Lock()
	c.seq++
	id := c.seq
	c.pending[id] = reply
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.pending, id)
		c.mu.Unlock()
	}()
	if _, err := c.conn.Write(request); err != nil {
		return nil, err
	}
	select {
	case r := <-reply:
		return r, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *tidyCaller) answered(id uint64, reply []byte) {
	c.mu.Lock()
	ch := c.pending[id]
	c.mu.Unlock()
	if ch != nil {
		ch <- reply
	}
}
