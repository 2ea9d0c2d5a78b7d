// Package rangefunc has consumers that range over functions.
package rangefunc

import (
	"iter"
	"net"
	"sync"
)

type sender struct {
	mu   sync.Mutex
	q    [][]byte
	conn net.Conn
}

func (s *sender) put(b []byte) {
	s.mu.Lock()
	s.q = append(s.q, b) // want `put adds to s.q, and nothing limits how long it gets: it grows while its consumer waits in net.Conn.Write`
	s.mu.Unlock()
}

func (s *sender) take() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	batch := s.q
	s.q = nil
	return batch
}

func (s *sender) run(wakeups iter.Seq[int]) {
	go func() {
		for range wakeups {
			for _, b := range s.take() {
				s.conn.Write(b)
			}
		}
	}()
}

type limited struct {
	sender
	q2 [][]byte
}

func (s *limited) put(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.q2) < 10 {
		s.q2 = append(s.q2, b)
	}
}

func (s *limited) run(wakeups iter.Seq[int]) {
	go func() {
		for range wakeups {
			s.mu.Lock()
			batch := s.q2
			s.q2 = nil
			s.mu.Unlock()
			for _, b := range batch {
				s.conn.Write(b)
			}
		}
	}()
}
