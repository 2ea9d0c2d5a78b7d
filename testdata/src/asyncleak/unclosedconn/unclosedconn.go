// Package unclosedconn has accept loops whose handlers keep the connection on
// some path.
package unclosedconn

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"sync"
)

func serve(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go handle(conn)
	}
}

func handle(conn net.Conn) {
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		log.Print(err)
		return // want `conn, accepted at line \d+, is not closed when the goroutine returns here`
	}
	fmt.Fprintln(conn, line)
	conn.Close()
}

func never(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go func() {
			fmt.Fprintln(conn, "hello")
		}() // want `conn, accepted at line \d+, is not closed when the goroutine ends here`
	}
}

type server struct {
	mu    sync.Mutex
	conns map[net.Conn]struct{}
}

func (s *server) serve(l *net.TCPListener) {
	for {
		c, err := l.AcceptTCP()
		if err != nil {
			return
		}
		go s.echo(c)
	}
}

func (s *server) echo(c *net.TCPConn) {
	if err := c.SetNoDelay(true); err != nil {
		return // want `c, accepted at line \d+, is not closed when the goroutine returns here`
	}
	defer c.Close()
	io.Copy(c, c)
}

// Near-misses.

func serveClosing(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go closing(conn)
	}
}

func closing(conn net.Conn) {
	defer conn.Close()
	if _, err := bufio.NewReader(conn).ReadString('\n'); err != nil {
		return
	}
	fmt.Fprintln(conn, "hello")
}

func (s *server) serveTracked(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.conns[conn] = struct{}{}
		s.mu.Unlock()
		go s.tracked(conn)
	}
}

// Close closes what is tracked.
func (s *server) tracked(conn net.Conn) {
	if _, err := bufio.NewReader(conn).ReadString('\n'); err != nil {
		return
	}
	s.forget(conn)
}

func (s *server) forget(conn net.Conn) {
	s.mu.Lock()
	delete(s.conns, conn)
	s.mu.Unlock()
	conn.Close()
}

type session struct{ conn net.Conn }

func (s *session) run() {
	defer s.conn.Close()
	io.Copy(s.conn, s.conn)
}

func serveSessions(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		s := &session{conn: conn}
		go s.run()
	}
}

func serveLiteral(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func(c net.Conn) {
			defer func() {
				if r := recover(); r != nil {
					log.Print(r)
				}
				c.Close()
			}()
			io.Copy(c, c)
		}(conn)
	}
}

func servePassing(l net.Listener, handler func(net.Conn)) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go handler(conn)
	}
}

func serveInline(l net.Listener, h func(io.ReadWriteCloser) error) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			if err := h(conn); err != nil {
				log.Print(err)
			}
		}()
	}
}

// The spawner closes what it accepted when it is done.
func one(l net.Listener) error {
	conn, err := l.Accept()
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		io.Copy(io.Discard, conn)
	}()
	<-done
	return conn.Close()
}

type session2 struct{ done chan struct{} }

type muxed struct {
	net.Conn
	s *session2
}

func (m *muxed) Done() <-chan struct{} { return m.s.done }

type muxListener struct{ l *net.TCPListener }

func (l *muxListener) Accept() (*muxed, error) {
	c, err := l.l.Accept()
	if err != nil {
		return nil, err
	}
	return &muxed{Conn: c, s: &session2{}}, nil
}

// The connection has told that it is closed.
func serveMuxed(l *muxListener, stop chan struct{}) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			select {
			case <-conn.Done():
				return
			case <-stop:
				conn.Close()
			}
		}()
	}
}
