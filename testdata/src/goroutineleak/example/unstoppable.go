package example

import (
	"sync"
	"time"
)

type Sessions struct {
	mu      sync.Mutex
	expires map[string]time.Time
}

func NewSessions() *Sessions {
	s := &Sessions{expires: make(map[string]time.Time)}
	go s.expire() // want `goroutine never ends, and nothing can stop it: Sessions, which NewSessions returns, has no method Close, Stop or Shutdown`
	return s
}

func (s *Sessions) expire() {
	for {
		time.Sleep(time.Minute)
		s.mu.Lock()
		for id, at := range s.expires {
			if time.Now().After(at) {
				delete(s.expires, id)
			}
		}
		s.mu.Unlock()
	}
}
