// Package endlessretry sends letters.
package endlessretry

import (
	"log"
	"time"
)

// An Outbox has the letters that are yet to be sent.
type Outbox struct {
	letters chan letter
	send    func(string) error
}

type letter struct {
	text  string
	tries int
}

// A letter is tried so often, after pauses, each twice as long as the one before.
const (
	maxTries = 5
	pause    = 5 * time.Millisecond
)

// Open opens an outbox, from which letters are sent until Close.
func Open(send func(string) error) *Outbox {
	o := &Outbox{make(chan letter, 64), send}
	go o.run()
	return o
}

// Post has a letter sent.
func (o *Outbox) Post(text string) { o.letters <- letter{text: text} }

// Close closes the outbox, when all letters were sent.
func (o *Outbox) Close() { close(o.letters) }

func (o *Outbox) run() {
	for l := range o.letters {
		if err := o.send(l.text); err != nil {
			log.Print(err)
			if l.tries++; l.tries == maxTries {
				log.Print("a letter is lost")
				continue
			}
			time.Sleep(pause << l.tries)
			select {
			case o.letters <- l:
			default:
				log.Print("too many letters: one is lost")
			}
		}
	}
}
