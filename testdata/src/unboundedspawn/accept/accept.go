package accept

import (
	"errors"
	"io"
	"log"
	"net"
	"sync"
	"time"
)

type server struct {
	ln    net.Listener
	slots chan struct{}
	wg    sync.WaitGroup
	mu    sync.Mutex
	conns map[net.Conn]bool
	max   int
}

func handle(c net.Conn) {
	defer c.Close()
	io.Copy(io.Discard, c)
}

func serve(ln net.Listener) error {
	for {
		c, err := ln.Accept()
		if err != nil {
			return err
		}
		go handle(c) // want `each connection from ln.Accept starts a goroutine, and nothing here limits how many there are: clients that connect and stay take memory and file descriptors until there are none`
	}
}

func (s *server) serve() {
	for {
		c, err := s.ln.Accept()
		if err != nil {
			log.Print(err)
			time.Sleep(time.Second)
			continue
		}
		s.wg.Add(1)
		go func() { // want `each connection from s.ln.Accept starts a goroutine`
			defer s.wg.Done()
			handle(c)
		}()
	}
}

func tcp(ln *net.TCPListener) {
	for {
		c, err := ln.AcceptTCP()
		if err != nil {
			return
		}
		go handle(c) // want `each connection from ln.AcceptTCP starts a goroutine`
	}
}

func (s *server) either(tls bool) {
	for {
		c, err := s.ln.Accept()
		if err != nil {
			return
		}
		if tls {
			go handle(c) // want `each connection from s.ln.Accept starts a goroutine`
		} else {
			go handle(c)
		}
	}
}

func (s *server) helper() {
	for {
		c, err := s.ln.Accept()
		if err != nil {
			return
		}
		s.start(c)
	}
}

func (s *server) start(c net.Conn) {
	go handle(c) // want `each connection from s.ln.Accept starts a goroutine`
}

func (s *server) semaphore() {
	for {
		s.slots <- struct{}{}
		c, err := s.ln.Accept()
		if err != nil {
			return
		}
		go func() {
			defer func() { <-s.slots }()
			handle(c)
		}()
	}
}

func (s *server) counted() {
	for {
		c, err := s.ln.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		full := len(s.conns) >= s.max
		if !full {
			s.conns[c] = true
		}
		s.mu.Unlock()
		if full {
			c.Close()
			continue
		}
		go s.tracked(c)
	}
}

// Without a limit nothing is compared, but there can be one.
func (s *server) maybeCounted() {
	for {
		c, err := s.ln.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		if s.max > 0 && len(s.conns) >= s.max {
			s.mu.Unlock()
			c.Close()
			continue
		}
		s.conns[c] = true
		s.mu.Unlock()
		go s.tracked(c)
	}
}

// What sets the connection up refuses it.
func (s *server) refused() {
	for {
		c, err := s.ln.Accept()
		if err != nil {
			return
		}
		if err := s.setup(c); err != nil {
			log.Print(err)
			continue
		}
		go s.tracked(c)
	}
}

func (s *server) setup(c net.Conn) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.max > 0 && len(s.conns) >= s.max {
		c.Close()
		return errors.New("too many connections")
	}
	s.conns[c] = true
	return nil
}

func (s *server) tracked(c net.Conn) {
	handle(c)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
}

func one(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		handle(c)
	}
}

func first(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			continue
		}
		go handle(c)
		return
	}
}

// How many streams a connection has is agreed on when it is made.
type session struct{}

func (session) AcceptStream() (net.Conn, error) { return nil, nil }

func streams(s session) {
	for {
		c, err := s.AcceptStream()
		if err != nil {
			return
		}
		go handle(c)
	}
}

//asynclint:bounded
func declared(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		go handle(c)
	}
}
