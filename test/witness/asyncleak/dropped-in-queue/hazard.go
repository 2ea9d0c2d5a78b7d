// Package droppedinqueue closes a queue with connections in it.
package droppedinqueue

import (
	"log"
	"net"
)

// A Queue has the clients that wait to be served.
type Queue struct {
	waiting chan net.Conn
}

// Listen returns a queue for so many clients of l.
func Listen(l net.Listener, size int) *Queue {
	q := &Queue{waiting: make(chan net.Conn, size)}
	go q.accept(l)
	return q
}

func (q *Queue) accept(l net.Listener) {
	defer close(q.waiting)
	for {
		conn, err := l.Accept()
		if err != nil {
			log.Printf("accept: %v", err)
			return
		}
		q.waiting <- conn
	}
}

// Next returns the client that has waited longest.
func (q *Queue) Next() net.Conn { return <-q.waiting }
