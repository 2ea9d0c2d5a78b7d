package example

import bolt "go.etcd.io/bbolt"

type store struct{ db *bolt.DB }

func (s *store) rename(from, to []byte) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		names := tx.Bucket([]byte("names"))
		return s.save(to, names.Get(from)) // want `store.save → bbolt.DB.Update in the callback passed to bbolt.DB.Update never returns: the lock of the one read-write transaction is held until this callback returns; instead: collect inside the tx, act after it returned`
	})
}

func (s *store) save(name, value []byte) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("names")).Put(name, value)
	})
}
