//asynclint-flags: -apimodel.inferred

// Package sqlite watches tables with github.com/mattn/go-sqlite3.
package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"net/http"

	"github.com/mattn/go-sqlite3"
)

func notify(table string, row int64) error {
	resp, err := http.Post("https://example.org/changed", "text/plain", bytes.NewReader(fmt.Append(nil, table, row)))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func blocking(c *sqlite3.SQLiteConn) {
	c.RegisterUpdateHook(func(_ int, _, table string, row int64) {
		_ = notify(table, row) // want `callback-blocks: the callback passed to sqlite3.SQLiteConn.RegisterUpdateHook blocks the SQLite connection executing the statement.*: calls notify → http.Post; instead: buffer rows`
	})
}

// function is called by the statements that name it.
func function(c *sqlite3.SQLiteConn) error {
	return c.RegisterFunc("notify", func(table string, row int64) int64 {
		if notify(table, row) != nil { // want `callback-blocks: the callback passed to sqlite3.SQLiteConn.RegisterFunc blocks the SQLite connection executing the statement`
			return 1
		}
		return 0
	}, true)
}

// offloaded notifies once the statement is done.
func offloaded(ctx context.Context, db *sql.Conn, c *sqlite3.SQLiteConn) error {
	var rows []int64
	c.RegisterUpdateHook(func(_ int, _, _ string, row int64) { rows = append(rows, row) })
	if _, err := db.ExecContext(ctx, "UPDATE notes SET seen = 1"); err != nil {
		return err
	}
	for _, row := range rows {
		if err := notify("notes", row); err != nil {
			return err
		}
	}
	return nil
}

// forbidden is told that it must not use the connection, but does not hang.
func forbidden(c *sqlite3.SQLiteConn) {
	c.RegisterCommitHook(func() int {
		_, err := c.Exec("INSERT INTO commits DEFAULT VALUES", nil)
		if err != nil {
			return 1
		}
		return 0
	})
}
