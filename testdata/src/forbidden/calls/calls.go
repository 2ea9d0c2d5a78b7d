// Package calls has callbacks that call back into the API that runs them.
package calls

import (
	"context"
	"database/sql"
	"sync"

	bolt "go.etcd.io/bbolt"
)

type table struct {
	db   *bolt.DB
	once sync.Once
}

// The first call of each function that must not be called.
func (t *table) direct(tx func()) error {
	return t.db.Update(func(*bolt.Tx) error {
		tx()
		if err := t.db.Batch(nil); err != nil { // want "Batch in Update: Batch"
			return err
		}
		if err := t.db.Update(nil); err != nil { // want "Update in Update: Update"
			return err
		}
		return t.db.Update(nil)
	})
}

// The way there.
func (t *table) chain() error {
	return t.db.Update(func(*bolt.Tx) error {
		return t.first() // want "Update in Update: first, second, third, Update"
	})
}

func (t *table) first() error  { return t.second() }
func (t *table) second() error { return t.third() }
func (t *table) third() error  { return t.db.Update(nil) }

// One step too many.
func (t *table) far() error {
	return t.db.Update(func(*bolt.Tx) error { return t.zeroth() })
}

func (t *table) zeroth() error { return t.before() }
func (t *table) before() error { return t.first() }

// A literal that the callee calls before it returns, a deferred call, a callback
// in a callback.
func (t *table) nested(ctx context.Context, conn *sql.Conn) {
	t.once.Do(func() {
		defer t.once.Do(nil) // want "Do in Do: Do"
	})
	t.once.Do(func() {
		t.with(func() { // want "Do in Do: with, Do"
			t.once.Do(nil)
		})
		_ = conn.Raw(func(any) error {
			t.once.Do(nil)
			return conn.Close() // want "Close in Raw: Close"
		})
	})
}

func (t *table) with(f func()) { f() }

// One call that leads to several.
func (t *table) several() error {
	return t.db.Update(func(*bolt.Tx) error {
		return t.both() // want "Update in Update: both, Update"
	})
}

func (t *table) both() error {
	if err := t.db.Update(nil); err != nil {
		return err
	}
	return t.db.Batch(nil)
}
