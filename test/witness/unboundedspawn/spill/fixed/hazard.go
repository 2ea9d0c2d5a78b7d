// Package spill passes events on to whoever has subscribed.
package spill

// An Event has happened.
type Event struct {
	Name string
	At   int64
}

// A Bus has one subscriber.
type Bus struct{ events chan Event }

// Open opens a bus, on which events are delivered until Close.
func Open(deliver func(Event)) *Bus {
	b := &Bus{make(chan Event, 8)}
	go func() {
		for e := range b.events {
			deliver(e)
		}
	}()
	return b
}

// Publish has an event delivered. It waits while too many have not been.
func (b *Bus) Publish(e Event) { b.events <- e }

// Close closes the bus, when all events have been delivered.
func (b *Bus) Close() { close(b.events) }
