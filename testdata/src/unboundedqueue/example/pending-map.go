package example

import (
	"context"
	"net"
	"sync"
)

type caller struct {
	conn net.Conn

	mu      sync.Mutex
	seq     uint64
	pending map[uint64]chan []byte
}

// Call sends a request and waits for its reply.
func (c *caller) Call(ctx context.Context, request []byte) ([]byte, error) {
	reply := make(chan []byte, 1)
	c.mu.Lock()
	c.seq++
	id := c.seq
	c.pending[id] = reply
	c.mu.Unlock()
	if _, err := c.conn.Write(request); err != nil {
		return nil, err
	}
	select {
	case r := <-reply:
		return r, nil
	case <-ctx.Done(): // want `Call gives up here and leaves its entry in c.pending, which grows by one for each reply that never comes`
		return nil, ctx.Err()
	}
}

func (c *caller) answered(id uint64, reply []byte) {
	c.mu.Lock()
	ch := c.pending[id]
	delete(c.pending, id)
	c.mu.Unlock()
	if ch != nil {
		ch <- reply
	}
}
