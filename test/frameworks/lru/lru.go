// Package lru caches with github.com/hashicorp/golang-lru/v2.
package lru

import (
	"database/sql"
	"log"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"
)

// deadlocked asks for the lock that is held while it runs.
func deadlocked() *expirable.LRU[string, []byte] {
	var cache *expirable.LRU[string, []byte]
	cache = expirable.NewLRU(100, func(key string, _ []byte) {
		cache.Remove(key + ".meta") // want `forbidden-call: .*Remove in the callback passed to expirable.NewLRU never returns: the cache's mutex is held`
	}, time.Minute)
	return cache
}

// other removes from another cache.
func other(metas *expirable.LRU[string, []byte]) *expirable.LRU[string, []byte] {
	return expirable.NewLRU(100, func(key string, _ []byte) { metas.Remove(key) }, time.Minute)
}

// saved waits on the goroutine of whoever pushed the entry out.
func saved(db *sql.DB) *expirable.LRU[string, []byte] {
	return expirable.NewLRU(100, func(key string, value []byte) {
		if _, err := db.Exec("INSERT INTO evicted VALUES (?, ?)", key, value); err != nil {
			log.Print(err)
		}
	}, time.Minute)
}
