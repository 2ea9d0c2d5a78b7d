//asynclint-flags: -apimodel.inferred

// Package ebpf reads what the kernel reports, with github.com/cilium/ebpf.
package ebpf

import (
	"database/sql"
	"errors"
	"log"

	"github.com/cilium/ebpf/ringbuf"
)

func save(db *sql.DB, sample []byte) error {
	_, err := db.Exec("INSERT INTO samples VALUES (?)", sample)
	return err
}

// read hands each record to who saves it.
func read(r *ringbuf.Reader, samples chan<- []byte) error {
	for {
		rec, err := r.Read()
		if errors.Is(err, ringbuf.ErrClosed) {
			return nil
		}
		if err != nil {
			return err
		}
		samples <- rec.RawSample
	}
}

func saveAll(db *sql.DB, samples <-chan []byte) {
	for sample := range samples {
		if err := save(db, sample); err != nil {
			log.Print(err)
		}
	}
}
