// Package retry has work that is tried again at once when it fails.
package retry

import (
	"errors"
	"log"
	"net"
	"net/http"
	"strings"
)

type job struct {
	name string
	err  error
	done bool
	try  int
}

func do(*job) error        { return errors.New("no") }
func serve(net.Conn)       {}
func transient(error) bool { return true }

func ranges(jobs chan *job) {
	for j := range jobs {
		if err := do(j); err != nil {
			log.Print(err)
			jobs <- j // want `j goes back into jobs at once when it fails: what always fails is tried for ever, without a pause`
		}
	}
}

type pool struct {
	work chan job
	quit chan struct{}
}

func (p *pool) selects() {
	for {
		select {
		case <-p.quit:
			return
		case j := <-p.work:
			err := do(&j)
			if err != nil {
				j.try++
				p.work <- j // want `j goes back into p.work at once when it fails`
				continue
			}
			log.Print(j.name)
		}
	}
}

// Whether there is room, or the pool ends, is another question.
func (p *pool) offers() {
	for {
		j, ok := <-p.work
		if !ok {
			return
		}
		if err := do(&j); err != nil {
			select {
			case p.work <- j: // want `j goes back into p.work at once when it fails`
			case <-p.quit:
				return
			}
		}
	}
}

func (p *pool) inTheBackground() {
	for j := range p.work {
		if err := do(&j); err != nil {
			go func() { p.work <- j }() // want `j goes back into p.work at once when it fails`
		}
	}
}

// Errors that may go away may as well not.
func (p *pool) someErrors() {
	for j := range p.work {
		if err := do(&j); err != nil {
			if transient(err) {
				p.work <- j // want `j goes back into p.work at once when it fails`
				continue
			}
			log.Print(err)
		}
	}
}

func accept(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil { // want `l.Accept is called again at once when it fails: once the listener is closed, or while the process has no file descriptors left, it fails each time, and the loop spins`
			log.Print(err)
			continue
		}
		go serve(conn)
	}
}

func acceptQuietly(l *net.TCPListener) {
	for {
		conn, err := l.AcceptTCP()
		if err != nil { // want `l.AcceptTCP is called again at once when it fails: once the listener is closed`
			continue
		}
		go serve(conn)
	}
}

type server struct {
	l      net.Listener
	closed bool
}

func (s *server) acceptUntilClosed() {
	for {
		conn, err := s.l.Accept()
		if err != nil { // want `s.l.Accept is called again at once when it fails: while the process has no file descriptors left, it fails each time, and the loop spins`
			if errors.Is(err, net.ErrClosed) {
				return
			}
			log.Print(err)
			continue
		}
		go serve(conn)
	}
}

func (s *server) isStopped() bool { return s.closed }

func (s *server) acceptUntilStopped() {
	for {
		conn, err := s.l.Accept()
		if err != nil { // want `s.l.Accept is called again at once when it fails: while`
			if s.isStopped() {
				return
			}
			log.Print(err)
			continue
		}
		go serve(conn)
	}
}

func (s *server) acceptByText() {
loop:
	for {
		conn, err := s.l.Accept()
		if err != nil { // want `s.l.Accept is called again at once`
			if strings.Contains(err.Error(), "closed") {
				break
			}
			continue loop
		}
		go serve(conn)
	}
}

// That the listener is asked only while it runs doesn't slow it down.
func (s *server) acceptWhile() {
	for !s.closed {
		conn, err := s.l.Accept()
		if err != nil { // want `s.l.Accept is called again at once`
			continue
		}
		go serve(conn)
	}
}

// Whether it was told to end is asked before.
func (s *server) acceptUnlessTold(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		default:
			conn, err := s.l.Accept()
			if err != nil { // want `s.l.Accept is called again at once when it fails: while the process has no file descriptors left`
				log.Print(err)
				continue
			}
			serve(conn)
		}
	}
}

func dials(addr string) net.Conn {
	for {
		conn, err := net.Dial("tcp", addr)
		if err != nil { // want `net.Dial is called again at once when it fails: while nobody answers, the loop spins`
			log.Print(err)
			continue
		}
		return conn
	}
}

func asks(url string) *http.Response {
	for {
		resp, err := http.Get(url)
		if err != nil { // want `http.Get is called again at once when it fails`
			continue
		}
		return resp
	}
}
