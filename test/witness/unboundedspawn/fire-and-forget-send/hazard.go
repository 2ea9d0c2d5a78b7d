// Package fireandforgetsend is a chat with rooms.
package fireandforgetsend

// A Message is said in a room.
type Message struct {
	Room, Text string
}

// A Room shows messages to those in it.
type Room struct {
	inbox chan Message
	show  func(Message)
}

// NewRoom returns a room, which shows messages until Close.
func NewRoom(show func(Message)) *Room {
	r := &Room{make(chan Message), show}
	go r.run()
	return r
}

// Close closes the room.
func (r *Room) Close() { close(r.inbox) }

func (r *Room) run() {
	for m := range r.inbox {
		r.show(m)
	}
}

// Dispatch hands the messages that come to their rooms.
func Dispatch(messages <-chan Message, rooms map[string]*Room) {
	for m := range messages {
		if room := rooms[m.Room]; room != nil {
			go func() { room.inbox <- m }()
		}
	}
}
