// Package holdsloop has the message of the day.
package holdsloop

import (
	"io/fs"
	"log"
)

// A Board shows the message of the day.
type Board struct {
	disk   fs.FS
	reload chan struct{}
	asks   chan chan<- string // whose receiver waits
	quit   chan struct{}
}

// Run shows the message, until quit is closed.
func (b *Board) Run() {
	message := "welcome"
	for {
		select {
		case <-b.reload:
			text, err := fs.ReadFile(b.disk, "motd")
			if err != nil {
				log.Print(err)
				continue
			}
			message = string(text)
		case reply := <-b.asks:
			reply <- message
		case <-b.quit:
			return
		}
	}
}
