// Package bigcache caches with github.com/allegro/bigcache/v3.
package bigcache

import (
	"context"
	"database/sql"
	"log"
	"time"

	"github.com/allegro/bigcache/v3"
)

type cache struct {
	entries *bigcache.BigCache
	db      *sql.DB
}

// open makes the only cache of this package, whose lock is held while its
// callbacks run: one of them asks for it.
func (c *cache) open(ctx context.Context) (err error) {
	config := bigcache.DefaultConfig(time.Minute)
	config.OnRemove = func(key string, entry []byte) {
		if err := c.entries.Set("last", entry); err != nil { // want `forbidden-call: .*Set`
			log.Print(err)
		}
	}
	// This one waits, on the goroutine of whoever removed the entry.
	config.OnRemoveWithReason = func(key string, entry []byte, _ bigcache.RemoveReason) {
		if _, err := c.db.Exec("INSERT INTO removed VALUES (?, ?)", key, entry); err != nil {
			log.Print(err)
		}
	}
	c.entries, err = bigcache.New(ctx, config)
	return err
}
