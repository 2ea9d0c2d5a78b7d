package example

import (
	"sync"
	"time"
)

type StoppableSessions struct {
	mu      sync.Mutex
	expires map[string]time.Time
	done    chan struct{}
}

func NewStoppableSessions() *StoppableSessions {
	s := &StoppableSessions{expires: make(map[string]time.Time), done: make(chan struct{})}
	go s.expire()
	return s
}

func (s *StoppableSessions) Close() { close(s.done) }

func (s *StoppableSessions) expire() {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case now := <-ticker.C:
			s.mu.Lock()
			for id, at := range s.expires {
				if now.After(at) {
					delete(s.expires, id)
				}
			}
			s.mu.Unlock()
		case <-s.done:
			return
		}
	}
}
