// Package cmap counts with github.com/orcaman/concurrent-map/v2.
package cmap

import (
	"database/sql"

	"github.com/orcaman/concurrent-map/v2"
)

// deadlocked asks for the lock that is held while it runs.
func deadlocked(counts cmap.ConcurrentMap[string, int]) {
	counts.IterCb(func(key string, n int) {
		if n == 0 {
			counts.Remove(key) // want `forbidden-call: .*Remove`
		}
	})
}

func collected(counts cmap.ConcurrentMap[string, int]) {
	var zero []string
	counts.IterCb(func(key string, n int) {
		if n == 0 {
			zero = append(zero, key)
		}
	})
	for _, key := range zero {
		counts.Remove(key)
	}
}

// saved waits on the goroutine that asked for it, and copies to another map.
func saved(db *sql.DB, counts, other cmap.ConcurrentMap[string, int]) (err error) {
	counts.IterCb(func(key string, n int) {
		other.Set(key, n)
		if err == nil {
			_, err = db.Exec("INSERT INTO counts VALUES (?, ?)", key, n)
		}
	})
	return err
}
