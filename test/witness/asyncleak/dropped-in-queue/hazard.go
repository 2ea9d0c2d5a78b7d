// Package droppedinqueue closes a queue with connections in it.
package droppedinqueue

import (
	"context"
	"database/sql"
	"log"
)

// Each does the jobs, each with a connection that was made ahead of time, up to
// the first that fails.
func Each(ctx context.Context, db *sql.DB, jobs []func(*sql.Conn) error) error {
	ready := make(chan *sql.Conn, len(jobs))
	go func() {
		defer close(ready)
		for range jobs {
			conn, err := db.Conn(ctx)
			if err != nil {
				log.Printf("connect: %v", err)
				return
			}
			ready <- conn
		}
	}()
	for _, job := range jobs {
		conn, ok := <-ready
		if !ok {
			return sql.ErrConnDone
		}
		err := job(conn)
		conn.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
