package example

import "time"

type cache struct {
	entries map[string]time.Time
	ticker  *time.Ticker
}

func newCache() *cache {
	c := &cache{entries: make(map[string]time.Time), ticker: time.NewTicker(time.Minute)}
	go func() {
		for now := range c.ticker.C { // want `goroutine waits for ever on c.ticker.C once c.ticker was stopped at line 20: Stop does not close the channel, and the loop has no other way out`
			println("sweeping at", now.String())
		}
	}()
	return c
}

func (c *cache) Close() { c.ticker.Stop() }
