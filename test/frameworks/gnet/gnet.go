// Package gnet serves connections with github.com/panjf2000/gnet.
package gnet

import (
	"context"
	"database/sql"
	"log"
	"time"

	"github.com/panjf2000/gnet/v2"
	"github.com/panjf2000/gnet/v2/pkg/pool/goroutine"
)

// A store is a server that writes to a database while its loop waits.
type store struct {
	gnet.BuiltinEventEngine
	engine gnet.Engine
	db     *sql.DB
	ticks  chan time.Duration
}

// OnBoot is called once, before there is a loop.
func (s *store) OnBoot(engine gnet.Engine) gnet.Action {
	s.engine = engine
	if err := s.db.Ping(); err != nil {
		return gnet.Shutdown
	}
	return gnet.None
}

func (s *store) OnTraffic(c gnet.Conn) gnet.Action {
	data, err := c.Next(-1)
	if err != nil {
		return gnet.Close
	}
	if err := s.save(data); err != nil { // want `callback-blocks: OnTraffic blocks the gnet event-loop goroutine.*: calls \(\*store\).save → \(\*sql.DB\).Exec; instead: goroutine pool`
		log.Print(err)
		return gnet.Close
	}
	return gnet.None
}

func (s *store) save(data []byte) error {
	_, err := s.db.Exec("INSERT INTO packets VALUES ($1)", data)
	return err
}

func (s *store) OnTick() (time.Duration, gnet.Action) {
	d := <-s.ticks // want `callback-blocks: OnTick blocks the gnet event-loop goroutine.*: receives from s.ticks`
	return d, gnet.None
}

func (s *store) OnClose(c gnet.Conn, err error) gnet.Action {
	if err != nil {
		if err := s.engine.Stop(context.Background()); err != nil { // want `forbidden-call: .*Stop`
			log.Print(err)
		}
	}
	return gnet.None
}

// A pooled server leaves what takes long to a pool, and answers from there.
type pooled struct {
	gnet.BuiltinEventEngine
	pool *goroutine.Pool
	db   *sql.DB
}

func (p *pooled) OnTraffic(c gnet.Conn) gnet.Action {
	data, err := c.Next(-1)
	if err != nil {
		return gnet.Close
	}
	data = append([]byte(nil), data...) // the buffer is the loop's
	err = p.pool.Submit(func() {
		answer := []byte("stored\n")
		if _, err := p.db.Exec("INSERT INTO packets VALUES ($1)", data); err != nil {
			answer = []byte(err.Error())
		}
		if err := c.AsyncWrite(answer, nil); err != nil {
			log.Print(err)
		}
	})
	if err != nil {
		return gnet.Close
	}
	return gnet.None
}

func (p *pooled) OnClose(gnet.Conn, error) gnet.Action { return gnet.Shutdown }

func serve(db *sql.DB) error {
	return gnet.Run(&pooled{pool: goroutine.Default(), db: db}, "tcp://:9000", gnet.WithMulticore(true))
}
