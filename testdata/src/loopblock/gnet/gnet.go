// Package gnet has a server on gnet's loop.
package gnet

import (
	"database/sql"
	"net/http"
	"sync"
	"time"

	"github.com/panjf2000/ants/v2"
	"github.com/panjf2000/gnet/v2"
)

type server struct {
	gnet.BuiltinEventEngine
	db   *sql.DB
	mu   sync.Mutex
	pool *ants.Pool
	done chan struct{}
}

// OnBoot runs before the loops start.
func (s *server) OnBoot(gnet.Engine) gnet.Action {
	if err := s.db.Ping(); err != nil {
		return gnet.Shutdown
	}
	return gnet.None
}

func (s *server) OnTraffic(c gnet.Conn) gnet.Action {
	buf, _ := c.Next(-1)
	if len(buf) == 0 {
		time.Sleep(time.Millisecond) // want `OnTraffic blocks the gnet event-loop goroutine \(all connections of that loop\): calls time.Sleep; instead: goroutine pool`
	}
	if err := s.save(buf); err != nil { // want `OnTraffic blocks the gnet event-loop goroutine \(all connections of that loop\): calls \(\*server\).save → \(\*sql.DB\).Exec; instead: goroutine pool`
		return gnet.Close
	}
	if err := s.save(nil); err != nil { // the same function again
		return gnet.Close
	}
	return gnet.None
}

func (s *server) OnClose(gnet.Conn, error) gnet.Action {
	<-s.done // want `OnClose blocks the gnet event-loop goroutine \(all connections of that loop\): receives from s.done`
	return gnet.None
}

func (s *server) OnTick() (time.Duration, gnet.Action) {
	resp, err := http.Get("http://localhost/health") // want `OnTick blocks the gnet event-loop goroutine \(all connections of that loop\): calls http.Get`
	if err == nil {
		resp.Body.Close()
	}
	return time.Second, gnet.None
}

func (s *server) save(buf []byte) error {
	_, err := s.db.Exec("insert into t values (?)", buf)
	return err
}

// A pooled server does the same things elsewhere.
type pooled struct {
	server
	queue chan []byte
}

func (s *pooled) OnTraffic(c gnet.Conn) gnet.Action {
	buf, _ := c.Next(-1)
	data := append([]byte(nil), buf...)
	_ = s.pool.Submit(func() {
		_ = s.save(data)
		_ = c.AsyncWrite(data, nil)
	})
	go s.save(data)
	go func() { time.Sleep(time.Second) }()
	select {
	case s.queue <- data:
	default:
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return gnet.None
}

func (s *pooled) OnTick() (time.Duration, gnet.Action) {
	if !debug {
		return time.Second, gnet.None
	}
	select {
	case <-s.done:
		return 0, gnet.Shutdown
	default:
	}
	return time.Second, gnet.None
}

const debug = false

// lookalike has the method's name, but not the interface.
type lookalike struct{}

func (lookalike) OnTraffic(c gnet.Conn) error {
	time.Sleep(time.Second)
	return nil
}
