package example

import bolt "go.etcd.io/bbolt"

func (s *store) renameInOne(from, to []byte) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		names := tx.Bucket([]byte("names"))
		return save(names, to, names.Get(from))
	})
}

func save(names *bolt.Bucket, name, value []byte) error { return names.Put(name, value) }
