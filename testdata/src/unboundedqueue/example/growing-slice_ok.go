package example

import (
	"errors"
	"net"
	"sync"
	"time"
)

var errFull = errors.New("too much is waiting to be sent")

const maxPending = 1000

type boundedSender struct {
	mu      sync.Mutex
	pending [][]byte
	conn    net.Conn
}

func newBoundedSender(conn net.Conn) *boundedSender {
	s := &boundedSender{conn: conn}
	go s.loop()
	return s
}

// Send queues b, unless too much waits already.
func (s *boundedSender) Send(b []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pending) >= maxPending {
		return errFull
	}
	s.pending = append(s.pending, b)
	return nil
}

func (s *boundedSender) loop() {
	for range time.Tick(time.Second) {
		s.mu.Lock()
		batch := s.pending
		s.pending = nil
		s.mu.Unlock()
		for _, b := range batch {
			s.conn.Write(b)
		}
	}
}
