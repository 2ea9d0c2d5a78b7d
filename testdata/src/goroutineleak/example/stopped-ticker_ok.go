package example

import "time"

type stoppedCache struct {
	entries map[string]time.Time
	done    chan struct{}
}

func newStoppedCache() *stoppedCache {
	c := &stoppedCache{entries: make(map[string]time.Time), done: make(chan struct{})}
	go func() {
		ticker := time.NewTicker(time.Minute)
		defer ticker.Stop()
		for {
			select {
			case now := <-ticker.C:
				println("sweeping at", now.String())
			case <-c.done:
				return
			}
		}
	}()
	return c
}

func (c *stoppedCache) Close() { close(c.done) }
