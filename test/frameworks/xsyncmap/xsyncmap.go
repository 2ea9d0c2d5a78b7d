// Package xsyncmap counts with github.com/puzpuzpuz/xsync/v4.
package xsyncmap

import (
	"database/sql"

	"github.com/puzpuzpuz/xsync/v4"
)

// deadlocked asks for the bucket that is locked while it runs.
func deadlocked(counts *xsync.Map[string, int]) {
	counts.Compute("total", func(n int, _ bool) (int, xsync.ComputeOp) {
		counts.Store("last", n) // want `forbidden-call: .*Store`
		return n + 1, xsync.UpdateOp
	})
}

func separate(counts *xsync.Map[string, int]) {
	n, _ := counts.Compute("total", func(n int, _ bool) (int, xsync.ComputeOp) {
		return n + 1, xsync.UpdateOp
	})
	counts.Store("last", n)
}

// loaded waits on the goroutine that asked for it.
func loaded(db *sql.DB, names *xsync.Map[int, string], id int) (string, bool) {
	return names.LoadOrCompute(id, func() (name string, cancel bool) {
		err := db.QueryRow("SELECT name FROM users WHERE id = ?", id).Scan(&name)
		return name, err != nil
	})
}
