// Package callbacks has queues in front of function values, which are reported with
// a flag only.
package callbacks

import (
	"net"
	"sync"
)

type executor struct {
	mu   sync.Mutex
	jobs []func()
	wake chan bool
}

func (e *executor) Go(job func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.jobs = append(e.jobs, job)
}

func (e *executor) start() {
	go func() {
		for range e.wake {
			e.mu.Lock()
			jobs := e.jobs
			e.jobs = nil
			e.mu.Unlock()
			for _, job := range jobs {
				job()
			}
		}
	}()
}

// A sender calls a function too, but what it waits for is a peer.
type sender struct {
	mu   sync.Mutex
	msgs []msg
	wake chan bool
	conn net.Conn
}

type msg struct {
	body []byte
	sent func()
}

func (s *sender) Send(m msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.msgs = append(s.msgs, m) // want `Send adds to s.msgs, and nothing limits how long it gets: it grows while its consumer waits in net.Conn.Write`
}

func (s *sender) start() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			msgs := s.msgs
			s.msgs = nil
			s.mu.Unlock()
			for _, m := range msgs {
				m.sent()
				s.conn.Write(m.body)
			}
		}
	}()
}

// A notifier tells its user of events, one after the other.
type notifier struct {
	mu      sync.Mutex
	events  []string
	running bool
	onEvent func(string)
}

func (n *notifier) Notify(event string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.events = append(n.events, event)
	if !n.running {
		n.running = true
		go n.run()
	}
}

func (n *notifier) run() {
	for {
		n.mu.Lock()
		if len(n.events) == 0 {
			n.running = false
			n.mu.Unlock()
			return
		}
		event := n.events[0]
		n.events = n.events[1:]
		n.mu.Unlock()
		n.onEvent(event)
	}
}
