// Package acceptloop is a server on TCP, with a loop that accepts connections.
package acceptloop

import (
	"fmt"
	"io"
	"net"
	"sync/atomic"

	"github.com/asynclint/asynclint/test/stall/internal/load"
	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// order is what clients say whose connections go into the ledger.
const order = "order\n"

// clerk is what both servers are made of.
type clerk struct{ failed atomic.Pointer[error] }

func (c *clerk) fail(err error) { c.failed.Store(&err) }

func (c *clerk) failure() error {
	if err := c.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// serve says again what a client says, and enters it in the ledger if it is an order.
func (c *clerk) serve(conn net.Conn, ledger *store.Ledger) {
	defer conn.Close()
	said := make([]byte, len(order))
	if _, err := io.ReadFull(conn, said); err != nil {
		c.fail(err)
		return
	}
	if string(said) == order {
		if err := ledger.Add(conn.RemoteAddr().String()); err != nil {
			c.fail(err)
			return
		}
	}
	if _, err := conn.Write(said); err != nil {
		c.fail(err)
	}
}

// Broken and Offloaded start servers of which some clients order something, and
// others only want to be answered.
func Broken(served func(id int)) (*load.System, error) {
	b := &broken{ledger: store.Open()}
	return start(&b.clerk, b.run, served)
}

func Offloaded(served func(id int)) (*load.System, error) {
	o := &offloaded{ledger: store.Open()}
	return start(&o.clerk, o.run, served)
}

func start(c *clerk, run func(net.Listener), served func(id int)) (*load.System, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run(l)
	}()
	// visit is what a client does; it does not wait for the answer.
	visit := func(say string, answered func()) error {
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			return err
		}
		if _, err := conn.Write([]byte(say)); err != nil {
			conn.Close()
			return err
		}
		go func() {
			defer conn.Close()
			if _, err := io.ReadFull(conn, make([]byte, len(say))); err != nil {
				c.fail(err)
				return
			}
			answered()
		}()
		return c.failure()
	}
	return &load.System{
		Slow:  func() error { return visit(order, func() {}) },
		Other: func(id int) error { return visit(fmt.Sprintf("%0*d", len(order), id), func() { served(id) }) },
		Stop: func() {
			l.Close()
			<-ended
		},
	}, nil
}
