// Package nats is a client of NATS. The messages of a subscription come one by
// one, and so do the connection's errors, each on a goroutine of their own.
package nats

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/asynclint/asynclint/test/stall/internal/load"
	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// A client listens on a connection.
type client interface {
	listen(*nats.Conn) error
	option() nats.Option
	failure() error
}

// desk is what both clients are made of.
type desk struct {
	served func(id int)
	failed atomic.Pointer[error]
}

func (d *desk) serve(msg *nats.Msg) { d.served(int(binary.BigEndian.Uint32(msg.Data))) }

// serveError serves what the server says of a forbidden message.
func (d *desk) serveError(err error) {
	_, rest, _ := strings.Cut(err.Error(), `"forbidden.`)
	subject, _, _ := strings.Cut(rest, `"`)
	id, err := strconv.Atoi(subject)
	if err != nil {
		d.fail(err)
		return
	}
	d.served(id)
}

func (d *desk) fail(err error) { d.failed.Store(&err) }

func (d *desk) failure() error {
	if err := d.failed.Load(); err != nil {
		return *err
	}
	return nil
}

func newBroken(served func(id int)) client {
	return &broken{desk{served: served}, store.Open()}
}

func newOffloaded(served func(id int)) client {
	return &offloaded{desk{served: served}, store.Open(), make(chan struct{}, 8)}
}

// Broken and the others start clients who get orders, and wait for
//
//   - queries, which come through the same subscription,
//   - news, which come through another,
//   - errors, while others are refused orders.
func Broken(served func(id int)) (*load.System, error)    { return queries(newBroken(served)) }
func Offloaded(served func(id int)) (*load.System, error) { return queries(newOffloaded(served)) }

func BrokenNews(served func(id int)) (*load.System, error)    { return news(newBroken(served)) }
func OffloadedNews(served func(id int)) (*load.System, error) { return news(newOffloaded(served)) }

func BrokenErrors(served func(id int)) (*load.System, error) { return refusals(newBroken(served)) }
func OffloadedErrors(served func(id int)) (*load.System, error) {
	return refusals(newOffloaded(served))
}

func queries(c client) (*load.System, error) {
	return start(c, "shop.order", func(nc *nats.Conn, id int) error { return nc.Publish("shop.query", number(id)) })
}

func news(c client) (*load.System, error) {
	return start(c, "shop.order", func(nc *nats.Conn, id int) error { return nc.Publish("news", number(id)) })
}

func refusals(c client) (*load.System, error) {
	return start(c, "forbidden.order", func(nc *nats.Conn, id int) error {
		return nc.Publish(fmt.Sprintf("forbidden.%d", id), nil)
	})
}

func number(id int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(id)) }

func start(c client, order string, other func(nc *nats.Conn, id int) error) (*load.System, error) {
	const name = "client"
	srv, err := server.NewServer(&server.Options{
		DontListen: true,
		NoLog:      true,
		NoSigs:     true,
		Users: []*server.User{{Username: name, Password: name, Permissions: &server.Permissions{
			Publish: &server.SubjectPermission{Deny: []string{"forbidden.>"}},
		}}},
	})
	if err != nil {
		return nil, err
	}
	srv.Start()
	stop := func() {
		srv.Shutdown()
		srv.WaitForShutdown()
	}
	if !srv.ReadyForConnections(10 * time.Second) {
		stop()
		return nil, errors.New("the NATS server does not start")
	}
	nc, err := nats.Connect("", nats.InProcessServer(srv), nats.UserInfo(name, name), nats.NoReconnect(), c.option())
	if err != nil {
		stop()
		return nil, err
	}
	if err := errors.Join(c.listen(nc), nc.Flush()); err != nil {
		nc.Close()
		stop()
		return nil, err
	}
	send := func(publish func() error) error {
		return errors.Join(c.failure(), publish(), nc.FlushTimeout(time.Minute))
	}
	return &load.System{
		Slow:  func() error { return send(func() error { return nc.Publish(order, []byte("tea")) }) },
		Other: func(id int) error { return send(func() error { return other(nc, id) }) },
		Stop: func() {
			nc.Close()
			stop()
		},
	}, nil
}
