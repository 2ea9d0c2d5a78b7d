// Package optin has what is reported only if asked for.
package optin

import "time"

type Cache struct{ m map[string]int }

func NewCache() *Cache {
	c := &Cache{m: make(map[string]int)}
	go func() {
		for {
			time.Sleep(time.Minute)
			clear(c.m)
		}
	}()
	return c
}
