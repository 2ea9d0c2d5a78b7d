// Package pq listens to PostgreSQL with github.com/lib/pq.
package pq

import (
	"database/sql"
	"log"
	"time"

	"github.com/lib/pq"
)

func logged(db *sql.DB, ev pq.ListenerEventType, err error) {
	if _, err := db.Exec("INSERT INTO events VALUES ($1, $2)", ev, err); err != nil {
		log.Print(err)
	}
}

func blocking(dsn string, db *sql.DB) *pq.Listener {
	return pq.NewListener(dsn, time.Second, time.Minute, func(ev pq.ListenerEventType, err error) {
		logged(db, ev, err) // want `callback-blocks: the callback passed to pq.NewListener blocks the Listener dispatch goroutine.*: calls logged → \(\*sql.DB\).Exec; instead: send on a buffered channel`
	})
}

type event struct {
	kind pq.ListenerEventType
	err  error
}

func offloaded(dsn string, events chan<- event) *pq.Listener {
	return pq.NewListener(dsn, time.Second, time.Minute, func(ev pq.ListenerEventType, err error) {
		events <- event{ev, err}
	})
}
