// Package bbolt is a stub: signatures of go.etcd.io/bbolt.
package bbolt

import "os"

type Options struct{ _ int }

type DB struct{ _ int }

func Open(path string, mode os.FileMode, options *Options) (db *DB, err error) { return nil, nil }

func (db *DB) Begin(writable bool) (t *Tx, err error) { return nil, nil }
func (db *DB) Update(fn func(*Tx) error) error        { return nil }
func (db *DB) View(fn func(*Tx) error) error          { return nil }
func (db *DB) Batch(fn func(*Tx) error) error         { return nil }

type Tx struct{ _ int }

func (tx *Tx) DB() *DB                    { return nil }
func (tx *Tx) Bucket(name []byte) *Bucket { return nil }

type Bucket struct{ _ int }

func (b *Bucket) Get(key []byte) []byte              { return nil }
func (b *Bucket) Put(key []byte, value []byte) error { return nil }
