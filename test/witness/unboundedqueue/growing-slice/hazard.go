// Package growingslice ships logs to a collector.
package growingslice

import (
	"log"
	"net"
	"sync"
)

// A Shipper sends records to a collector, in the background.
type Shipper struct {
	conn net.Conn
	wake chan struct{}

	mu      sync.Mutex
	pending [][]byte
	closed  bool
}

// Ship starts a shipper, which runs until Close.
func Ship(conn net.Conn) *Shipper {
	s := &Shipper{conn: conn, wake: make(chan struct{}, 1)}
	go s.run()
	return s
}

// Write adds a record.
func (s *Shipper) Write(record []byte) {
	s.mu.Lock()
	s.pending = append(s.pending, record)
	s.mu.Unlock()
	s.kick()
}

// Close has the shipper send what is left, and end.
func (s *Shipper) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.kick()
}

func (s *Shipper) kick() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Shipper) run() {
	defer s.conn.Close()
	for range s.wake {
		s.mu.Lock()
		batch, closed := s.pending, s.closed
		s.pending = nil
		s.mu.Unlock()
		for _, record := range batch {
			if _, err := s.conn.Write(record); err != nil {
				log.Print(err)
			}
		}
		if closed {
			return
		}
	}
}
