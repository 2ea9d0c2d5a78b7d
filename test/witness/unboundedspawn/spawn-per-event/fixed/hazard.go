// Package spawnperevent keeps what sensors measure.
package spawnperevent

import (
	"database/sql"
	"log"
)

// A Reading is what a sensor has measured.
type Reading struct {
	Sensor string
	Value  float64
}

// writers is how many readings are written at a time.
const writers = 8

// Keep stores the readings that come.
func Keep(db *sql.DB, readings <-chan Reading) {
	for range writers - 1 {
		go keep(db, readings)
	}
	keep(db, readings)
}

func keep(db *sql.DB, readings <-chan Reading) {
	for r := range readings {
		if _, err := db.Exec("INSERT INTO readings VALUES (?, ?)", r.Sensor, r.Value); err != nil {
			log.Printf("reading of %s is lost: %v", r.Sensor, err)
		}
	}
}
