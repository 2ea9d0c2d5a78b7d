// Package pending has maps with an entry per request.
package pending

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

var errTimeout = errors.New("no reply in time")

type reply struct {
	id   uint64
	body []byte
}

// A client has replies read by a task, which removes what they answer.
type client struct {
	mu      sync.Mutex
	seq     uint64
	pending map[uint64]chan reply
	conn    net.Conn
	replies <-chan reply
}

func (c *client) read() {
	for r := range c.replies {
		c.mu.Lock()
		ch := c.pending[r.id]
		delete(c.pending, r.id)
		c.mu.Unlock()
		if ch != nil {
			ch <- r
		}
	}
}

func (c *client) Call(ctx context.Context, b []byte) (reply, error) {
	ch := make(chan reply, 1)
	c.mu.Lock()
	c.seq++
	id := c.seq
	c.pending[id] = ch
	c.mu.Unlock()
	if _, err := c.conn.Write(b); err != nil {
		c.forget(id)
		return reply{}, err
	}
	select {
	case r := <-ch:
		return r, nil
	case <-ctx.Done(): // want `Call gives up here and leaves its entry in c.pending, which grows by one for each reply that never comes`
		return reply{}, ctx.Err()
	}
}

func (c *client) forget(id uint64) {
	c.mu.Lock()
	delete(c.pending, id)
	c.mu.Unlock()
}

// A caller hands out what waits: it is given up elsewhere.
type call struct {
	done chan struct{}
	body []byte
}

type caller struct {
	mu    sync.Mutex
	seq   uint64
	calls map[uint64]*call
	conn  net.Conn
}

func (c *caller) start(b []byte) *call {
	w := &call{done: make(chan struct{})}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seq++
	c.calls[c.seq] = w
	if _, err := c.conn.Write(b); err != nil {
		delete(c.calls, c.seq)
	}
	return w
}

func (c *caller) Do(b []byte) ([]byte, error) {
	w := c.start(b)
	select {
	case <-w.done:
		return w.body, nil
	case <-time.After(time.Second): // want `Do gives up here and leaves its entry in c.calls, which grows by one for each reply that never comes`
		return nil, errTimeout
	}
}

func (c *caller) DoWith(ctx context.Context, b []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	w := c.start(b)
	select {
	case <-w.done:
		return w.body, nil
	case <-ctx.Done(): // want `DoWith gives up here`
		return nil, ctx.Err()
	}
}

func (c *caller) answer(id uint64, b []byte) {
	c.mu.Lock()
	w := c.calls[id]
	delete(c.calls, id)
	c.mu.Unlock()
	if w != nil {
		w.body = b
		close(w.done)
	}
}

// Close ends them all: that is no help while the connection lives.
func (c *caller) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, w := range c.calls {
		close(w.done)
		delete(c.calls, id)
	}
}

// The entry is removed when there is a reply, by who waits for it.
func (c *client) Wait(timer *time.Timer, id uint64, ch chan reply) error {
	c.mu.Lock()
	c.pending[id] = ch
	c.mu.Unlock()
	select {
	case <-ch:
		c.forget(id)
		return nil
	case <-timer.C: // want `Wait gives up here and leaves its entry in c.pending`
		return errTimeout
	}
}

// A concurrent client has a sync.Map.
type concurrent struct {
	seq     uint64
	pending sync.Map // of channels
	closed  chan struct{}
}

func (c *concurrent) Call(ctx context.Context, msgID string) (reply, error) {
	ch := make(chan reply, 1)
	c.pending.Store(msgID, ch)
	select {
	case r := <-ch:
		return r, nil
	case <-c.closed:
		return reply{}, errTimeout
	case <-ctx.Done(): // want `Call gives up here and leaves its entry in c.pending, which grows by one for each reply that never comes`
		return reply{}, ctx.Err()
	}
}

func (c *concurrent) answer(msgID string, r reply) {
	if ch, ok := c.pending.LoadAndDelete(msgID); ok {
		ch.(chan reply) <- r
	}
}
