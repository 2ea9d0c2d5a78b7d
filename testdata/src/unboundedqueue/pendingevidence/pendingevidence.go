// Package pendingevidence has one map of what is pending, and one buffer whose size
// comes from outside.
package pendingevidence

import (
	"context"
	"net/http"
	"strconv"
	"sync"
)

type client struct {
	mu      sync.Mutex
	seq     int
	pending map[int]chan string
}

func (c *client) Call(ctx context.Context) (string, error) {
	ch := make(chan string, 1)
	c.mu.Lock()
	c.seq++
	c.pending[c.seq] = ch
	c.mu.Unlock()
	select {
	case s := <-ch:
		return s, nil
	case <-ctx.Done(): // want `Call gives up here`
		return "", ctx.Err()
	}
}

func (c *client) answer(id int, s string) {
	c.mu.Lock()
	ch, ok := c.pending[id]
	delete(c.pending, id)
	c.mu.Unlock()
	if ok {
		ch <- s
	}
}

func handle(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	results := make(chan string, n) // want `the buffer gets as many elements`
	close(results)
}
