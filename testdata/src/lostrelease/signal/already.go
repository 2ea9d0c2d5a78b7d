package signal

import "sync"

// A connection that is closed by whoever comes first.
type session struct {
	mu   sync.Mutex
	done chan struct{}
}

func newSession(read func() error) *session {
	s := &session{done: make(chan struct{})}
	go s.serve(read)
	return s
}

func (s *session) serve(read func() error) {
	for read() == nil {
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.done:
	default:
		close(s.done)
	}
}

func (s *session) wait() { <-s.done }
