// Package silentdropvalues writes down who has changed what.
package silentdropvalues

import (
	"log"
	"sync/atomic"
)

// An Entry is a change that somebody has made.
type Entry struct {
	Who, What string
}

// A Trail is a list of changes, written in the background.
type Trail struct {
	entries chan Entry
	closed  chan struct{}
	lost    atomic.Int64
}

// Open opens a trail, which is written until Close.
func Open(write func(Entry)) *Trail {
	t := &Trail{entries: make(chan Entry, 4), closed: make(chan struct{})}
	go t.run(write)
	return t
}

// Changed adds an entry.
func (t *Trail) Changed(who, what string) {
	select {
	case t.entries <- Entry{who, what}:
	default:
		t.lost.Add(1)
	}
}

// Close closes the trail.
func (t *Trail) Close() {
	close(t.entries)
	<-t.closed
}

func (t *Trail) run(write func(Entry)) {
	defer close(t.closed)
	for e := range t.entries {
		write(e)
		if n := t.lost.Swap(0); n > 0 {
			log.Printf("%d changes after %s are lost", n, e.What)
		}
	}
}
