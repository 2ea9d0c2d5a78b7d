// Package retryforms has retries in generic code and in loops over functions.
package retryforms

import (
	"iter"
	"log"
	"net"
)

type queue[T any] struct{ work chan T }

func (q *queue[T]) run(do func(T) error) {
	for item := range q.work {
		if err := do(item); err != nil {
			q.work <- item // want `item goes back into q.work at once when it fails`
		}
	}
}

func (q *queue[T]) runOnce(do func(T) error, failed func(T)) {
	for item := range q.work {
		if err := do(item); err != nil {
			failed(item)
		}
	}
}

// A range over a function, in a loop that accepts: the inner loop is not the one that continues.
func accepts(listeners iter.Seq[net.Listener]) {
	for l := range listeners {
		conn, err := l.Accept()
		if err != nil {
			continue
		}
		log.Print(conn.RemoteAddr())
	}
}

func acceptsEach(l net.Listener, greet iter.Seq[string]) {
	for {
		conn, err := l.Accept()
		if err != nil { // want `l.Accept is called again at once`
			for line := range greet {
				log.Print(line)
			}
			continue
		}
		conn.Close()
	}
}
