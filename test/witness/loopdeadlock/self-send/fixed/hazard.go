// Package selfsend is a chat room.
package selfsend

import "strings"

// A Room is a chat room.
type Room struct {
	said chan string
	quit chan struct{}
	tell func(string)
}

// Open opens a room, which is open until Close.
func Open(tell func(string)) *Room {
	r := &Room{said: make(chan string), quit: make(chan struct{}), tell: tell}
	go r.run()
	return r
}

// Say says something to all in the room.
func (r *Room) Say(line string) { r.said <- line }

// Close closes the room.
func (r *Room) Close() { close(r.quit) }

func (r *Room) run() {
	for {
		select {
		case line := <-r.said:
			r.tell(line)
			if strings.HasPrefix(line, "/roll") {
				r.tell("it is a six")
			}
		case <-r.quit:
			return
		}
	}
}
