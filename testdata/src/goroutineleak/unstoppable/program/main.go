// Command program has goroutines that end with it.
package main

import "time"

type cache struct{ m map[string]int }

func newCache() *cache {
	c := &cache{m: make(map[string]int)}
	go c.sweep()
	return c
}

func (c *cache) sweep() {
	for {
		time.Sleep(time.Minute)
		clear(c.m)
	}
}

func (c *cache) Close() {}

func main() {
	newCache().Close()
}
