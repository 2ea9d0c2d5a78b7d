// Package bigcache caches with github.com/allegro/bigcache/v3.
package bigcache

import (
	"context"
	"database/sql"
	"log"
	"time"

	"github.com/allegro/bigcache/v3"
)

// open makes the only cache of this package, whose lock is held while its
// callbacks run: one of them asks for it.
func open(ctx context.Context, db *sql.DB) (*bigcache.BigCache, error) {
	var cache *bigcache.BigCache
	config := bigcache.DefaultConfig(time.Minute)
	config.OnRemove = func(key string, entry []byte) {
		if err := cache.Set("last", entry); err != nil { // want `forbidden-call: .*Set`
			log.Print(err)
		}
	}
	// This one waits, on the goroutine of whoever removed the entry.
	config.OnRemoveWithReason = func(key string, entry []byte, _ bigcache.RemoveReason) {
		if _, err := db.Exec("INSERT INTO removed VALUES (?, ?)", key, entry); err != nil {
			log.Print(err)
		}
	}
	var err error
	cache, err = bigcache.New(ctx, config)
	return cache, err
}
