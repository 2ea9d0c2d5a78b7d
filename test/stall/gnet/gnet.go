// Package gnet is a server with gnet. Its clients share an event loop.
package gnet

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"

	"github.com/panjf2000/gnet/v2"
	"github.com/panjf2000/gnet/v2/pkg/pool/goroutine"
	"go.uber.org/zap"

	"github.com/asynclint/asynclint/test/stall/internal/load"
	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// order is how those messages begin that go into the ledger.
var order = []byte("order")

// engine is what both servers are made of.
type engine struct {
	gnet.BuiltinEventEngine
	booted chan<- gnet.Engine
}

func (e engine) OnBoot(eng gnet.Engine) gnet.Action {
	e.booted <- eng
	return gnet.None
}

// Broken and Offloaded start servers of which some clients send orders, and
// one sends other messages, whose echo it waits for.
func Broken(served func(id int)) (*load.System, error) {
	booted := make(chan gnet.Engine, 1)
	ledger := store.Open()
	return start(&broken{engine{booted: booted}, ledger}, booted, served)
}

func Offloaded(served func(id int)) (*load.System, error) {
	booted := make(chan gnet.Engine, 1)
	ledger := store.Open()
	return start(&offloaded{engine{booted: booted}, ledger, goroutine.Default()}, booted, served)
}

// Forbidden and Permitted start servers that a client's message stops.
func Forbidden(begin, done func()) (*load.System, error) {
	booted := make(chan gnet.Engine, 1)
	ctx, cancel := context.WithCancel(context.Background())
	s, err := start(&forbidden{engine: engine{booted: booted}, ctx: ctx, begin: begin, done: done}, booted, func(int) {})
	if err != nil {
		cancel()
		return nil, err
	}
	stop := s.Stop
	s.Stop = func() {
		cancel()
		stop()
	}
	return s, nil
}

func Permitted(begin, done func()) (*load.System, error) {
	booted := make(chan gnet.Engine, 1)
	return start(&permitted{forbidden{engine: engine{booted: booted}, begin: begin, done: done}}, booted, func(int) {})
}

func start(h gnet.EventHandler, booted <-chan gnet.Engine, served func(id int)) (*load.System, error) {
	dir, err := os.MkdirTemp("", "stall-gnet-")
	if err != nil {
		return nil, err
	}
	socket := filepath.Join(dir, "socket")
	ended := make(chan error, 1)
	go func() { ended <- gnet.Run(h, "unix://"+socket, gnet.WithLogger(zap.NewNop().Sugar())) }()
	var eng gnet.Engine
	select {
	case eng = <-booted:
	case err := <-ended:
		return nil, errors.Join(err, os.RemoveAll(dir))
	}

	var conns []net.Conn
	stop := func() {
		for _, c := range conns {
			c.Close()
		}
		_ = eng.Stop(context.Background())
		<-ended
		_ = os.RemoveAll(dir)
	}
	for range load.Burst + 1 {
		c, err := net.Dial("unix", socket)
		if err != nil {
			stop()
			return nil, err
		}
		conns = append(conns, c)
	}
	other, slow := conns[0], conns[1:]
	go func() {
		var id [4]byte
		for {
			if _, err := io.ReadFull(other, id[:]); err != nil {
				return
			}
			served(int(binary.BigEndian.Uint32(id[:])))
		}
	}()
	next := 0
	return &load.System{
		Slow: func() error {
			c := slow[next%len(slow)]
			next++
			_, err := c.Write(order)
			return err
		},
		Other: func(id int) error {
			_, err := other.Write(binary.BigEndian.AppendUint32(nil, uint32(id)))
			return err
		},
		Stop: stop,
	}, nil
}
