// Package finalized has a goroutine that ends when its cache is collected.
package finalized

import (
	"runtime"
	"time"
)

type Cache struct{ *cache }

type cache struct {
	m    map[string]int
	stop func()
}

func New() *Cache {
	c := &cache{m: make(map[string]int)}
	go c.sweep()
	outer := &Cache{c}
	runtime.SetFinalizer(outer, func(c *Cache) { c.stop() })
	return outer
}

func NewCache() *cache {
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
