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

// Keep stores the readings that come.
func Keep(db *sql.DB, readings <-chan Reading) {
	for r := range readings {
		go func() {
			if _, err := db.Exec("INSERT INTO readings VALUES (?, ?)", r.Sensor, r.Value); err != nil {
				log.Printf("reading of %s is lost: %v", r.Sensor, err)
			}
		}()
	}
}
