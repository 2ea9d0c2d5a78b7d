// Package guards holds conditions around the start of tasks.
package guards

import (
	"net"
	"runtime"
	"sync"
	"sync/atomic"
)

type msg struct {
	id   string
	size int
}

func work(msg) {}

type server struct {
	in      chan msg
	active  int
	running map[string]bool
	n       atomic.Int64
	busy    bool
	max     int
	mu      sync.Mutex
}

func (s *server) counter() {
	for m := range s.in {
		if s.active >= s.max {
			continue
		}
		s.active++
		go work(m) // want `channel: counter$`
	}
}

func (s *server) atomics() {
	for m := range s.in {
		if s.n.Load() < 100 {
			s.n.Add(1)
			go work(m) // want `channel: counter$`
		}
	}
}

func (s *server) goroutines() {
	for m := range s.in {
		if runtime.NumGoroutine() > 1000 {
			continue
		}
		go work(m) // want `channel: counter$`
	}
}

func (s *server) counterWithoutTest() {
	for m := range s.in {
		s.active++
		go work(m) // want `channel: none$`
	}
}

func (s *server) keyed() {
	for m := range s.in {
		if s.running[m.id] {
			continue
		}
		s.running[m.id] = true
		go work(m) // want `channel: keyed$`
	}
}

func (s *server) keyedLater(known map[string]net.Conn) {
	var mu sync.Mutex
	go func() {
		for m := range s.in {
			mu.Lock()
			c, ok := known[m.id]
			if !ok {
				var err error
				c, err = net.Dial("udp", m.id)
				if err != nil {
					mu.Unlock()
					continue
				}
				known[m.id] = c
			}
			mu.Unlock()
			if _, err := c.Write(nil); err != nil {
				c.Close()
			}
			if !ok {
				go work(m) // want `channel: keyed$`
			}
		}
	}()
}

func (s *server) flag() {
	for m := range s.in {
		if s.busy {
			continue
		}
		s.busy = true
		go work(m) // want `channel: unknown$`
	}
}

func (s *server) tryLock() {
	for m := range s.in {
		if !s.mu.TryLock() {
			continue
		}
		go func() { // want `channel: unknown$`
			defer s.mu.Unlock()
			work(m)
		}()
	}
}

// What is asked is the event itself.
func (s *server) kinds() {
	for m := range s.in {
		if m.size > 10 {
			go work(m) // want `channel: none$`
		}
		if m.id == "now" {
			continue
		}
		go work(m) // want `channel: none$`
	}
}

// The number is compared, but nothing depends on it.
func (s *server) logged(log func(string)) {
	for m := range s.in {
		if s.active > 100 {
			log("busy")
		}
		s.active++
		go work(m) // want `channel: none$`
	}
}

// One condition of two.
func (s *server) keyedOr(known map[string]net.Conn, open func(net.Conn) bool) {
	for m := range s.in {
		c, ok := known[m.id]
		if !ok || !open(c) {
			known[m.id] = nil
			go work(m) // want `channel: keyed$`
		}
	}
}

func (s *server) counterAnd() {
	for m := range s.in {
		if s.active < s.max && m.size > 0 {
			s.active++
			go work(m) // want `channel: counter$`
		}
	}
}

func (s *server) counterOr() {
	for m := range s.in {
		if m.size > 0 || s.active < s.max {
			s.active++
			go work(m) // want `channel: none$`
		}
	}
}

// Without a limit nothing is compared, but there can be one.
func (s *server) counterIfSet() {
	for m := range s.in {
		if s.max > 0 && s.active >= s.max {
			continue
		}
		s.active++
		go work(m) // want `channel: counter$`
	}
}

// The number is asked on the way, for another purpose.
func (s *server) loggedBefore(log func(string)) {
	for m := range s.in {
		if s.active > 100 {
			log("busy")
		}
		if m.size == 0 {
			continue
		}
		s.active++
		go work(m) // want `channel: none$`
	}
}

// The event is a variable that the task captures.
func (s *server) captured(names chan string, pc net.PacketConn) {
	for n := range names {
		if n == "" {
			continue
		}
		go func() { // want `channel: none$`
			work(msg{id: n})
		}()
	}
	for {
		buf := make([]byte, 10)
		n, addr, err := pc.ReadFrom(buf)
		if err != nil || addr == nil || n < 4 {
			continue
		}
		go func() { // want `read: none$`
			work(msg{id: addr.String(), size: n})
		}()
	}
}
