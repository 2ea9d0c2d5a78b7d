// Package bigcache caches with github.com/allegro/bigcache/v3.
package bigcache

import (
	"context"
	"database/sql"
	"log"
	"time"

	"github.com/allegro/bigcache/v3"
)

type caches struct {
	hot, cold *bigcache.BigCache
	db        *sql.DB
}

// deadlocked asks for the lock that is held while it runs.
func (c *caches) deadlocked(ctx context.Context) (err error) {
	config := bigcache.DefaultConfig(time.Minute)
	config.OnRemove = func(key string, entry []byte) {
		if err := c.hot.Set("last", entry); err != nil { // want `forbidden-call: .*Set`
			log.Print(err)
		}
	}
	c.hot, err = bigcache.New(ctx, config)
	return err
}

// saved waits on the goroutine of whoever removed the entry.
func (c *caches) saved(ctx context.Context) (err error) {
	config := bigcache.DefaultConfig(time.Minute)
	config.OnRemove = func(key string, entry []byte) {
		if _, err := c.db.Exec("INSERT INTO removed VALUES (?, ?)", key, entry); err != nil {
			log.Print(err)
		}
	}
	c.cold, err = bigcache.New(ctx, config)
	return err
}
