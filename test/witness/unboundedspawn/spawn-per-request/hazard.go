// Package spawnperrequest is told by other services what happens there.
package spawnperrequest

import (
	"database/sql"
	"log"
	"net/http"
)

// A Hook keeps the events that it is told.
type Hook struct{ db *sql.DB }

// NewHook returns a hook that keeps events in a database.
func NewHook(db *sql.DB) *Hook { return &Hook{db} }

// ServeHTTP takes an event.
func (h *Hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	event := r.FormValue("event")
	if event == "" {
		http.Error(w, "no event", http.StatusBadRequest)
		return
	}
	go h.keep(event)
	w.WriteHeader(http.StatusAccepted)
}

func (h *Hook) keep(event string) {
	if _, err := h.db.Exec("INSERT INTO events VALUES (?)", event); err != nil {
		log.Printf("event %q is lost: %v", event, err)
	}
}
