// Package bbolt stores with go.etcd.io/bbolt.
package bbolt

import (
	"encoding/json"
	"errors"
	"log"

	"go.etcd.io/bbolt"
)

type user struct{ Name string }

type store struct {
	db    *bbolt.DB
	cache map[string]user
}

// load is dropped by the task that calls it, which ends as if all were well.
func (s *store) load(id []byte) error {
	return s.db.View(func(tx *bbolt.Tx) error {
		b := tx.Bucket(id)
		if b == nil {
			return errors.New("no bucket")
		}
		return b.ForEach(func(k, v []byte) error {
			var u user
			if err := json.Unmarshal(v, &u); err != nil {
				return err
			}
			s.cache[string(k)] = u
			return nil
		})
	})
}

func (s *store) preload(ids [][]byte, loaded chan<- []byte) {
	for _, id := range ids {
		go func() {
			if err := s.load(id); err != nil { // want `early-return: .*s.load`
				return
			}
			loaded <- id
		}()
	}
}

func (s *store) preloadLogged(ids [][]byte, loaded chan<- []byte) {
	for _, id := range ids {
		go func() {
			if err := s.load(id); err != nil {
				log.Printf("%s: %v", id, err)
				return
			}
			loaded <- id
		}()
	}
}

func (s *store) sync() {
	go s.db.Sync() // want `go-result: .*s.db.Sync`
}

func returned(db *bbolt.DB, id []byte) (*user, error) {
	var u user
	err := db.View(func(tx *bbolt.Tx) error {
		b := tx.Bucket(id)
		if b == nil {
			return errors.New("no bucket")
		}
		return json.Unmarshal(b.Get(id), &u)
	})
	if err != nil {
		return nil, err
	}
	return &u, nil
}

func captured(db *bbolt.DB, id []byte) (u user, err error) {
	if txErr := db.View(func(tx *bbolt.Tx) error {
		err = json.Unmarshal(tx.Bucket(id).Get(id), &u)
		return nil
	}); txErr != nil {
		return u, txErr
	}
	return u, err
}
