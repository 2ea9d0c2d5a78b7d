// Package spawnperevent keeps what sensors measure.
package spawnperevent

import (
	"database/sql"
	"log"

	"golang.org/x/sync/errgroup"
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

// Import stores the readings that come, and returns what goes wrong first.
func Import(db *sql.DB, readings <-chan Reading) error {
	g := new(errgroup.Group)
	g.SetLimit(writers)
	for r := range readings {
		g.Go(func() error {
			_, err := db.Exec("INSERT INTO readings VALUES (?, ?)", r.Sensor, r.Value)
			return err
		})
	}
	return g.Wait()
}
