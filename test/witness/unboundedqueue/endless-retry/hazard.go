// Package endlessretry sends letters.
package endlessretry

import "log"

// An Outbox has the letters that are yet to be sent.
type Outbox struct {
	letters chan string
	send    func(string) error
}

// Open opens an outbox, from which letters are sent until Close.
func Open(send func(string) error) *Outbox {
	o := &Outbox{make(chan string, 64), send}
	go o.run()
	return o
}

// Post has a letter sent.
func (o *Outbox) Post(letter string) { o.letters <- letter }

// Close closes the outbox, when all letters were sent.
func (o *Outbox) Close() { close(o.letters) }

func (o *Outbox) run() {
	for letter := range o.letters {
		if err := o.send(letter); err != nil {
			log.Print(err)
			select {
			case o.letters <- letter:
			default:
				log.Print("too many letters: one is lost")
			}
		}
	}
}
