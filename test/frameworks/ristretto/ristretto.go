// Package ristretto caches with github.com/dgraph-io/ristretto/v2.
package ristretto

import (
	"database/sql"
	"log"

	"github.com/dgraph-io/ristretto/v2"
)

func save(db *sql.DB, key uint64, value []byte) error {
	_, err := db.Exec("INSERT INTO evicted VALUES (?, ?)", key, value)
	return err
}

func blocking(db *sql.DB) *ristretto.Config[string, []byte] {
	return &ristretto.Config[string, []byte]{
		NumCounters: 1e6, MaxCost: 1 << 28, BufferItems: 64,
		OnEvict: func(item *ristretto.Item[[]byte]) {
			if err := save(db, item.Key, item.Value); err != nil { // want `callback-blocks: the callback ristretto.Config.OnEvict blocks the ristretto processItems goroutine.*: calls save → \(\*sql.DB\).Exec; instead: send on a buffered channel`
				log.Print(err)
			}
		},
	}
}

func offloaded(evicted chan<- *ristretto.Item[[]byte]) *ristretto.Config[string, []byte] {
	return &ristretto.Config[string, []byte]{
		NumCounters: 1e6, MaxCost: 1 << 28, BufferItems: 64,
		OnEvict: func(item *ristretto.Item[[]byte]) { evicted <- item },
		Cost:    func(value []byte) int64 { return int64(len(value)) },
	}
}

func saveAll(db *sql.DB, evicted <-chan *ristretto.Item[[]byte]) {
	for item := range evicted {
		if err := save(db, item.Key, item.Value); err != nil {
			log.Print(err)
		}
	}
}

// open makes the only cache of this package, one of whose callbacks waits for the
// goroutine that it is on.
func open() (cache *ristretto.Cache[string, int], err error) {
	cache, err = ristretto.NewCache(&ristretto.Config[string, int]{
		NumCounters: 1e6, MaxCost: 1 << 20, BufferItems: 64,
		OnReject: func(*ristretto.Item[int]) {
			cache.Wait() // want `forbidden-call: .*Wait`
		},
	})
	return cache, err
}
