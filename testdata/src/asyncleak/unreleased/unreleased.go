// Package unreleased has tasks that keep what they acquired on some path.
package unreleased

import (
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
	"time"
)

func earlyReturn(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr) // want `conn from net.Dial is not closed when the goroutine returns at line \d+`
		if err != nil {
			return
		}
		if _, err := conn.Write([]byte("hello")); err != nil {
			return
		}
		conn.Close()
	}()
}

func neverClosed(wg *sync.WaitGroup, name string) {
	wg.Go(func() {
		f, err := os.Create(name) // want `f from os.Create is not closed when the goroutine ends`
		if err != nil {
			log.Print(err)
			return
		}
		io.WriteString(f, "x")
	})
}

func response(url string) {
	time.AfterFunc(time.Minute, func() {
		resp, err := http.Get(url) // want `resp from http.Get is not closed when the goroutine ends`
		if err != nil {
			log.Print(err)
			return
		}
		log.Print(resp.Status)
	})
}

func named(addr string) {
	go probe(addr)
}

func probe(addr string) {
	conn, err := net.Dial("tcp", addr) // want `conn from net.Dial is not closed when the goroutine returns at line \d+`
	if err != nil {
		return
	}
	buf := make([]byte, 16)
	n, err := conn.Read(buf)
	if err != nil || n == 0 {
		return
	}
	log.Print(buf[:n])
	conn.Close()
}

// Near-misses.

func deferred(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		defer conn.Close()
		conn.Write([]byte("hello"))
	}()
}

func deferredLiteral(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			log.Print(err)
			return
		}
		defer func() {
			if err := conn.Close(); err != nil {
				log.Print(err)
			}
		}()
		conn.Write([]byte("hello"))
	}()
}

func everyPath(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		if _, err := conn.Write([]byte("hello")); err != nil {
			conn.Close()
			return
		}
		conn.Close()
	}()
}

type server struct {
	mu    sync.Mutex
	conns map[net.Conn]bool
	last  *os.File
}

func (s *server) stored(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		s.mu.Lock()
		s.conns[conn] = true
		s.mu.Unlock()
	}()
}

func (s *server) field(name string) {
	go func() {
		f, err := os.Open(name)
		if err != nil {
			return
		}
		s.last = f
	}()
}

func (s *server) passedOn(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		s.serve(conn)
	}()
}

func (s *server) serve(conn net.Conn) {
	defer conn.Close()
	io.Copy(conn, conn)
}

func (s *server) nextTask(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		go s.serve(conn)
	}()
}

func throughInterface(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		var c io.Closer = conn
		shut(c)
	}()
}

func shut(c io.Closer) {
	if err := c.Close(); err != nil {
		log.Print(err)
	}
}

func body(url string) {
	go func() {
		resp, err := http.Get(url)
		if err != nil {
			return
		}
		defer resp.Body.Close()
		io.Copy(io.Discard, resp.Body)
	}()
}

func nilTest(addr string) {
	go func() {
		conn, _ := net.Dial("tcp", addr)
		if conn == nil {
			return
		}
		conn.Close()
	}()
}

func okInside(addr string) {
	go func() {
		if conn, err := net.Dial("tcp", addr); err == nil {
			conn.Close()
		}
	}()
}

func retries(addr string) {
	go func() {
		var conn net.Conn
		var err error
		for range 3 {
			conn, err = net.Dial("tcp", addr)
			if err == nil {
				break
			}
		}
		if err != nil {
			return
		}
		defer conn.Close()
		conn.Write([]byte("hello"))
	}()
}

func errorsIs(name string) {
	go func() {
		f, err := os.Open(name)
		if errors.Is(err, os.ErrNotExist) {
			return
		}
		if err != nil {
			log.Print(err)
			return
		}
		f.Close()
	}()
}

func fatal(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			log.Fatal(err)
		}
		if _, err := conn.Write(nil); err != nil {
			log.Fatal(err)
		}
		conn.Close()
	}()
}

func sends(addr string, conns chan<- net.Conn) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		conns <- conn
	}()
}

func whileItLives(addr string, stop <-chan struct{}) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		stopped := make(chan struct{})
		go func() {
			<-stop
			conn.Close()
			close(stopped)
		}()
		io.Copy(io.Discard, conn)
		<-stopped
	}()
}

// No goroutine acquires this: whoever calls it does, and other tools tell.
func synchronous(addr string) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return
	}
	conn.Write(nil)
}

// The TLS connection ends with the one below it.
func wraps(conn net.Conn, cfg *tls.Config) {
	go func() {
		c, err := tlsClient(conn, cfg)
		if err != nil {
			conn.Close()
			return
		}
		if _, err := c.Write([]byte("hello")); err != nil {
			conn.Close()
			return
		}
		c.Close()
	}()
}

func tlsClient(conn net.Conn, cfg *tls.Config) (*tls.Conn, error) {
	c := tls.Client(conn, cfg)
	return c, c.Handshake()
}
