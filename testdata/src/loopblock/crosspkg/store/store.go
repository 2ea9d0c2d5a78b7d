// Package store blocks three calls deep.
package store

import (
	"context"
	"database/sql"
	"net/http"
	"sync"
	"time"
)

type DB struct {
	db *sql.DB
	wg sync.WaitGroup

	cond   *sync.Cond
	locked bool
}

// Save saves.
func (d *DB) Save(b []byte) error { return d.insert(b) }

func (d *DB) insert(b []byte) error { return exec(d.db, b) }

func exec(db *sql.DB, b []byte) error {
	_, err := db.Exec("insert", b)
	return err
}

// Wait receives: whether that blocks, only this package can tell.
func (d *DB) Wait(c chan int) { <-c }

// Encode does not block.
func (d *DB) Encode(b []byte) []byte { return b }

// New hands out an unexported type.
func New() *conn { return nil }

type conn struct{ db *DB }

// Flush blocks.
func (c *conn) Flush() error { return exec(c.db.db, nil) }

// Deep blocks, four calls deep.
func (c *conn) Deep() error { return c.db.Save(nil) }

// Async saves later.
func (d *DB) Async(b []byte) { go d.Save(b) }

// Fetch asks a peer, without a deadline.
func Fetch(url string) { http.Get(url) }

// FetchContext takes a context, which ends it.
func FetchContext(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req)
	return err
}

// Pause sleeps, for how long is not known elsewhere.
func Pause() { time.Sleep(time.Millisecond) }

// Drain waits for what others do.
func (d *DB) Drain() { d.wg.Wait() }

// Lock is a lock that others may wait for.
func (d *DB) Lock() {
	for d.locked {
		d.cond.Wait()
	}
	d.locked = true
}
