package example

import (
	"net"
	"sync"
	"time"
)

type sender struct {
	mu      sync.Mutex
	pending [][]byte
	conn    net.Conn
}

func newSender(conn net.Conn) *sender {
	s := &sender{conn: conn}
	go s.loop()
	return s
}

// Send queues b.
func (s *sender) Send(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = append(s.pending, b) // want `Send adds to s.pending, and nothing limits how long it gets: it grows while its consumer waits in net.Conn.Write`
}

func (s *sender) loop() {
	for range time.Tick(time.Second) {
		s.mu.Lock()
		batch := s.pending
		s.pending = nil
		s.mu.Unlock()
		for _, b := range batch {
			s.conn.Write(b) // a slow peer holds it up
		}
	}
}
