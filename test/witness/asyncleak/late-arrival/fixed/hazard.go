// Package latearrival gives up on a connection, which then comes.
package latearrival

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"time"
)

var errTimeout = errors.New("timed out")

// Connect returns a connection, if there is one soon.
func Connect(ctx context.Context, db *sql.DB, patience time.Duration) (*sql.Conn, error) {
	arrived := make(chan *sql.Conn)
	gone := make(chan struct{})
	defer close(gone)
	go func() {
		conn, err := db.Conn(ctx)
		if err != nil {
			log.Printf("connect: %v", err)
			return
		}
		select {
		case arrived <- conn:
		case <-gone:
			conn.Close()
		}
	}()
	select {
	case conn := <-arrived:
		return conn, nil
	case <-time.After(patience):
		return nil, errTimeout
	}
}
