// Package lookedat has a queue whose length is looked at by a test alone.
package lookedat

import (
	"net"
	"sync"
)

type sender struct {
	mu   sync.Mutex
	q    [][]byte
	wake chan struct{}
	conn net.Conn
}

func (s *sender) put(b []byte) {
	s.mu.Lock()
	s.q = append(s.q, b) // want `put adds to s.q, and nothing limits how long it gets`
	s.mu.Unlock()
}

func (s *sender) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			for _, b := range batch {
				s.conn.Write(b)
			}
		}
	}()
}
