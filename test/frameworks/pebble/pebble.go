// Package pebble listens to github.com/cockroachdb/pebble.
package pebble

import (
	"fmt"
	"log"
	"net/http"
	"strings"

	"github.com/cockroachdb/pebble"
	"github.com/cockroachdb/pebble/vfs"
)

func alert(text string) error {
	resp, err := http.Post("https://example.org/alert", "text/plain", strings.NewReader(text))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func blocking() *pebble.Options {
	return &pebble.Options{
		EventListener: &pebble.EventListener{
			WriteStallBegin: func(info pebble.WriteStallBeginInfo) {
				_ = alert(info.Reason) // want `callback-blocks: the callback pebble.EventListener.WriteStallBegin blocks the pebble DB internals.*: calls alert → http.Post; instead: increment metrics`
			},
			DiskSlow: slow,
		},
		FS: vfs.OnDiskFull(vfs.Default, func() {
			_ = alert("disk full") // want `callback-blocks: the callback passed to vfs.OnDiskFull blocks all writes of the filesystem.*: calls alert → http.Post`
		}),
	}
}

func slow(info pebble.DiskSlowInfo) {
	_ = alert(info.Path) // want `callback-blocks: slow blocks the pebble DB internals.*: calls alert → http.Post`
}

func offloaded(alerts chan<- string) *pebble.Options {
	listener := &pebble.EventListener{
		WriteStallBegin: func(info pebble.WriteStallBeginInfo) {
			select {
			case alerts <- info.Reason:
			default:
			}
		},
	}
	listener.DiskSlow = func(info pebble.DiskSlowInfo) { log.Print(info) }
	return &pebble.Options{EventListener: listener}
}

func send(alerts <-chan string) {
	for text := range alerts {
		if err := alert(text); err != nil {
			log.Print(err)
		}
	}
}

// open opens the only database of this package, one of whose callbacks asks for
// the lock that is held while it runs.
func open(dir string) (db *pebble.DB, err error) {
	db, err = pebble.Open(dir, &pebble.Options{
		EventListener: &pebble.EventListener{
			CompactionEnd: func(pebble.CompactionInfo) {
				fmt.Println(db.Metrics()) // want `forbidden-call: .*Metrics`
			},
		},
	})
	return db, err
}
