package accept

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"sync"
	"time"
)

// Each connection has a goroutine.
func concurrent(ln net.Listener, wg *sync.WaitGroup) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			copyBack(c)
		}()
	}
}

func started(ln net.Listener, pool chan func()) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		go copyBack(c)
	}
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		pool <- func() { copyBack(c) }
	}
}

// The handler starts it.
func startsInside(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		starts(c)
	}
}

func starts(c net.Conn) {
	go copyBack(c)
}

// There is a deadline.
func deadline(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		limited(c)
	}
}

func limited(c net.Conn) {
	defer c.Close()
	c.SetReadDeadline(time.Now().Add(time.Second))
	io.ReadAll(c)
}

// Somebody closes it.
func closedLater(ctx context.Context, ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		stop := context.AfterFunc(ctx, func() { c.Close() })
		io.ReadAll(c)
		stop()
	}
}

func timed(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		t := time.AfterFunc(time.Second, func() { c.Close() })
		copyBack(c)
		t.Stop()
	}
}

// One client, or until one says that it is over.
func one(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			continue
		}
		copyBack(c)
		return
	}
}

func until(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			continue
		}
		if ok := confirm(c); ok {
			break
		}
	}
}

func confirm(c net.Conn) bool {
	b, _ := io.ReadAll(c)
	return len(b) > 0
}

// No loop.
func single(ln net.Listener) error {
	c, err := ln.Accept()
	if err != nil {
		return err
	}
	copyBack(c)
	return nil
}

// Nothing is read.
func daytime(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		io.WriteString(c, time.Now().String())
		c.Close()
	}
}

func rejects(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		w := bufio.NewWriter(c)
		json.NewEncoder(w).Encode("busy")
		w.Flush()
		c.Close()
	}
}

// Handed on.
func handsOn(ln net.Listener, conns chan<- net.Conn, put func(net.Conn), s *server) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		conns <- c
		put(c)
		s.last(c)
	}
}

func (s *server) last(c net.Conn) {
	s.conns <- c
	c.RemoteAddr()
}

// A connection of a type with limits of its own.
type limitedConn struct{ net.Conn }

func (l limitedConn) Read(b []byte) (int, error) {
	l.Conn.SetReadDeadline(time.Now().Add(time.Second))
	return l.Conn.Read(b)
}

func wrapped(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		l := limitedConn{c}
		var b [1]byte
		l.Read(b[:])
		l.Close()
	}
}

// A loop around other things.
func dials(addrs []string) {
	for _, a := range addrs {
		c, err := net.Dial("tcp", a)
		if err != nil {
			continue
		}
		copyBack(c)
	}
}
