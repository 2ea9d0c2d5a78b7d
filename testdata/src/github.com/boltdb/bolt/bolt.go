// Package bolt is a stub: signatures of github.com/boltdb/bolt.
package bolt

type DB struct{ _ int }

func (db *DB) Update(fn func(*Tx) error) error { return nil }

type Tx struct{ _ int }
