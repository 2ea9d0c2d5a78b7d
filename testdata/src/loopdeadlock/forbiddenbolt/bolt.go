// Package forbiddenbolt has transactions of a bbolt database.
package forbiddenbolt

import (
	"iter"

	bolt "go.etcd.io/bbolt"
)

type store struct {
	db, archive *bolt.DB
}

func (s *store) move(key []byte) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		value, err := s.get(key)
		if err != nil {
			return err
		}
		return s.put(key, value) // want `store.put → bbolt.DB.Update in the callback passed to bbolt.DB.Update never returns: the lock of the one read-write transaction is held until this callback returns; instead: collect inside the tx, act after it returned`
	})
}

func (s *store) get(key []byte) (value []byte, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		value = tx.Bucket([]byte("b")).Get(key)
		return nil
	})
	return value, err
}

func (s *store) put(key, value []byte) error {
	return s.db.Update(func(tx *bolt.Tx) error { return tx.Bucket([]byte("b")).Put(key, value) })
}

// The database of the transaction.
func touch(db *bolt.DB) error {
	return db.Update(func(tx *bolt.Tx) error {
		return tx.DB().Batch(func(tx *bolt.Tx) error { return nil }) // want `bbolt.DB.Batch in the callback passed to bbolt.DB.Update never returns`
	})
}

func (s *store) both(keys [][]byte) error {
	return s.db.View(func(tx *bolt.Tx) error {
		for _, key := range keys {
			if _, err := s.get(key); err != nil { // want `store.get → bbolt.DB.View in the callback passed to bbolt.DB.View may never return: the database can't grow before this callback has returned, and who has to make it grow waits`
				return err
			}
		}
		return nil
	})
}

// Another database.
func (s *store) copy(key []byte) error {
	return s.db.View(func(tx *bolt.Tx) error {
		value := tx.Bucket([]byte("b")).Get(key)
		return s.archive.Update(func(tx *bolt.Tx) error { return tx.Bucket([]byte("b")).Put(key, value) })
	})
}

func (s *store) copyTo(other *store, key []byte) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		return other.put(key, tx.Bucket([]byte("b")).Get(key))
	})
}

func copyAll(dbs []*bolt.DB) error {
	return dbs[0].Update(func(tx *bolt.Tx) error {
		for _, db := range dbs[1:] {
			if err := db.Update(func(tx *bolt.Tx) error { return nil }); err != nil {
				return err
			}
		}
		return nil
	})
}

// After the transaction.
func (s *store) moveRight(key []byte) error {
	var value []byte
	if err := s.db.View(func(tx *bolt.Tx) error {
		value = append(value, tx.Bucket([]byte("b")).Get(key)...)
		return nil
	}); err != nil {
		return err
	}
	return s.put(key, value)
}

// On another goroutine, which waits until this transaction is over.
func (s *store) moveLater(key []byte) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		value := tx.Bucket([]byte("b")).Get(key)
		go s.put(key, value)
		return nil
	})
}

// An own transaction inside of one that was begun by hand is not looked at.
func (s *store) byHand(key []byte) error {
	tx, err := s.db.Begin(true)
	if err != nil {
		return err
	}
	_ = tx
	return s.put(key, nil)
}

// The body of a range over a function runs on the same goroutine.
func (s *store) touchAll(keys iter.Seq[[]byte]) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		for key := range keys {
			if err := s.put(key, nil); err != nil { // want `store.put → bbolt.DB.Update in the callback passed to bbolt.DB.Update never returns`
				return err
			}
		}
		return nil
	})
}

type table[K ~string] struct{ db *bolt.DB }

func (t *table[K]) put(key K) error {
	return t.db.Update(func(tx *bolt.Tx) error { return tx.Bucket(nil).Put([]byte(key), nil) })
}

func (t *table[K]) putAll(keys []K) error {
	return t.db.Update(func(tx *bolt.Tx) error {
		for _, key := range keys {
			if err := t.put(key); err != nil { // want `table.put → bbolt.DB.Update in the callback passed to bbolt.DB.Update never returns`
				return err
			}
		}
		return nil
	})
}

func (t *table[K]) copyTo(other *table[K], keys []K) error {
	return t.db.View(func(tx *bolt.Tx) error {
		for _, key := range keys {
			if err := other.put(key); err != nil {
				return err
			}
		}
		return nil
	})
}
