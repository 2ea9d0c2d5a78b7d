// Package pendingmap asks a server over one connection, many questions at a time.
package pendingmap

import (
	"context"
	"encoding/binary"
	"net"
	"sync"
)

// An Answer is what the server sends: the number of the question, and a page.
type Answer struct {
	ID   uint32
	Page [8 << 10]byte
}

// A Client asks.
type Client struct {
	conn net.Conn

	mu      sync.Mutex
	next    uint32
	pending map[uint32]chan Answer
}

// New returns a client on a connection, until that is closed.
func New(conn net.Conn) *Client {
	c := &Client{conn: conn, pending: make(map[uint32]chan Answer)}
	go c.read()
	return c
}

// Ask asks, and waits for the answer as long as the context lasts.
func (c *Client) Ask(ctx context.Context) (Answer, error) {
	answer := make(chan Answer, 1)
	c.mu.Lock()
	c.next++
	id := c.next
	c.pending[id] = answer
	c.mu.Unlock()
	defer c.take(id)
	if err := binary.Write(c.conn, binary.BigEndian, id); err != nil {
		c.take(id)
		return Answer{}, err
	}
	select {
	case a := <-answer:
		return a, nil
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	}
}

func (c *Client) read() {
	for {
		var a Answer
		if err := binary.Read(c.conn, binary.BigEndian, &a); err != nil {
			return
		}
		if answer := c.take(a.ID); answer != nil {
			answer <- a
		}
	}
}

// take returns who waits for an answer, if somebody still does.
func (c *Client) take(id uint32) chan Answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	answer := c.pending[id]
	delete(c.pending, id)
	return answer
}
