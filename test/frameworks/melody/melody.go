// Package melody serves WebSockets with github.com/olahol/melody.
package melody

import (
	"database/sql"
	"log"

	"github.com/olahol/melody"
)

// Messages are handled by the goroutine that reads their session, and delay no other one.
func serve(db *sql.DB) *melody.Melody {
	m := melody.New()
	m.HandleMessage(func(s *melody.Session, text []byte) {
		if _, err := db.Exec("INSERT INTO messages VALUES ($1)", text); err != nil {
			log.Print(err)
		}
	})
	m.HandleClose(func(s *melody.Session, code int, reason string) error {
		go func() {
			if _, err := db.Exec("INSERT INTO ends VALUES ($1)", reason); err != nil {
				log.Print(err)
			}
		}()
		return nil
	})
	return m
}
