// Package store blocks three calls deep.
package store

import "database/sql"

type DB struct{ db *sql.DB }

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
