// Package accept has loops that accept connections.
package accept

import (
	"bufio"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/rpc"
)

// The classic.
func echo(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		copyBack(c) // want `echo waits for what one client sends before it accepts the next: calls copyBack → io.Copy without a read deadline`
	}
}

func copyBack(c net.Conn) {
	defer c.Close()
	io.Copy(c, c)
}

type server struct {
	ln    *net.TCPListener
	conns chan net.Conn
	n     int
}

// In a method, through a reader; the result is used.
func (s *server) serve() {
	for {
		c, err := s.ln.Accept()
		if err != nil {
			return
		}
		if err := s.handle(c); err != nil { // want `serve waits for what one client sends before it accepts the next: calls server.handle → http.ReadRequest without`
			log.Print(err)
			continue
		}
		s.conns <- c
	}
}

func (s *server) handle(c net.Conn) error {
	r := bufio.NewReader(c)
	req, err := http.ReadRequest(r)
	if err != nil {
		return err
	}
	s.n++
	fmt.Println(req.Method)
	return nil
}

// In the loop itself.
func inline(ln *net.UnixListener) error {
	for {
		c, err := ln.AcceptUnix()
		if err != nil {
			continue
		}
		fmt.Println(c)
	}
}

func lines(ln net.Listener) error {
	for {
		c, err := ln.Accept()
		if err != nil {
			continue
		}
		scan := bufio.NewScanner(c)
		for scan.Scan() { // want `lines waits for what one client sends before it accepts the next: calls bufio.Scanner.Scan without`
			fmt.Println(scan.Text())
		}
		c.Close()
	}
}

// Wrapped in TLS, kept in an object.
type session struct {
	conn net.Conn
	dec  *json.Decoder
}

func newSession(c net.Conn) *session { return &session{conn: c, dec: json.NewDecoder(c)} }

func secure(ln net.Listener, cfg *tls.Config) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		s := &session{conn: tls.Server(c, cfg)}
		s.run() // want `secure waits for what one client sends before it accepts the next: calls session.run → net.Conn.Read without`
	}
}

func (s *session) run() {
	defer s.conn.Close()
	var buf [100]byte
	for {
		if _, err := s.conn.Read(buf[:]); err != nil {
			return
		}
	}
}

// Known to serve until the client hangs up.
func remote(ln net.Listener, srv *rpc.Server) {
	for {
		c, err := ln.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		} else if err != nil {
			continue
		}
		srv.ServeConn(c) // want `remote waits for what one client sends before it accepts the next: calls rpc.Server.ServeConn without`
	}
}

var total int

// No fix: there is a result to be shared.
func counts(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		count(c) // want `counts waits for what one client sends`
	}
}

func count(c net.Conn) {
	defer c.Close()
	b, err := io.ReadAll(c)
	if err == nil {
		total += len(b)
	}
}
