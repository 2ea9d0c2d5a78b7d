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
	read := make(chan string)
	for {
		select {
		case <-b.reload:
			go b.read(read)
		case message = <-read:
		case reply := <-b.asks:
			reply <- message
		case <-b.quit:
			return
		}
	}
}

func (b *Board) read(read chan<- string) {
	text, err := fs.ReadFile(b.disk, "motd")
	if err != nil {
		log.Print(err)
		return
	}
	select {
	case read <- string(text):
	case <-b.quit:
	}
}
