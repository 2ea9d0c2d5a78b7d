// Package unreleased forgets a connection when there is bad news.
package unreleased

import (
	"context"
	"database/sql"
)

// Check finds out whether the database answers, and tells.
func Check(ctx context.Context, db *sql.DB, tell func(error)) {
	go func() {
		conn, err := db.Conn(ctx)
		if err != nil {
			tell(err)
			return
		}
		defer conn.Close()
		if err := conn.PingContext(ctx); err != nil {
			tell(err)
			return
		}
		tell(nil)
	}()
}
