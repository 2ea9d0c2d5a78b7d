// Package lru caches with github.com/hashicorp/golang-lru/v2.
package lru

import (
	"database/sql"
	"log"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"
)

type cache struct {
	lru *expirable.LRU[string, []byte]
	db  *sql.DB
}

// deadlocked asks for the lock that is held while it runs.
func (c *cache) deadlocked() {
	c.lru = expirable.NewLRU(100, func(key string, _ []byte) {
		c.lru.Remove(key + ".meta") // want `forbidden-call: .*Remove`
	}, time.Minute)
}

// saved waits on the goroutine of whoever pushed the entry out.
func (c *cache) saved() {
	c.lru = expirable.NewLRU(100, func(key string, value []byte) {
		if _, err := c.db.Exec("INSERT INTO evicted VALUES (?, ?)", key, value); err != nil {
			log.Print(err)
		}
	}, time.Minute)
}

// purged removes the second entry once the first is gone.
func (c *cache) purged() {
	var gone []string
	c.lru = expirable.NewLRU(100, func(key string, _ []byte) { gone = append(gone, key) }, time.Minute)
	for _, key := range gone {
		c.lru.Remove(key + ".meta")
	}
}
