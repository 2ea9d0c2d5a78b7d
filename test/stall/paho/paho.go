// Package paho is a client of an MQTT broker. Its messages and the broker's
// answers come through one goroutine.
package paho

import (
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	broker "github.com/mochi-mqtt/server/v2"
	"github.com/mochi-mqtt/server/v2/hooks/auth"
	"github.com/mochi-mqtt/server/v2/listeners"

	"github.com/asynclint/asynclint/test/stall/internal/load"
	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// A shop listens on a connection.
type shop interface {
	listen(mqtt.Client) error
	failure() error
}

// desk is what both shops are made of.
type desk struct {
	served func(id int)
	failed atomic.Pointer[error]
}

func (d *desk) onQuery(_ mqtt.Client, msg mqtt.Message) {
	d.served(int(binary.BigEndian.Uint32(msg.Payload())))
}

func (d *desk) fail(err error) { d.failed.Store(&err) }

func (d *desk) failure() error {
	if err := d.failed.Load(); err != nil {
		return *err
	}
	return nil
}

func newBroken(served func(id int)) shop    { return &broken{desk{served: served}, store.Open()} }
func newOffloaded(served func(id int)) shop { return &offloaded{desk{served: served}, store.Open()} }

// Broken and the others start shops that get orders and queries, which have topics
// of their own. Who waits is the customers with queries, or the shop itself for the
// broker to acknowledge its offers. (paho takes a few messages from the network
// while a handler is busy, so that acknowledgements pass three slow messages, but
// not three and then some.)
func Broken(served func(id int)) (*load.System, error)    { return queries(newBroken(served)) }
func Offloaded(served func(id int)) (*load.System, error) { return queries(newOffloaded(served)) }

func BrokenAcks(served func(id int)) (*load.System, error) {
	return acks(newBroken(func(int) {}), served)
}
func OffloadedAcks(served func(id int)) (*load.System, error) {
	return acks(newOffloaded(func(int) {}), served)
}

// Forbidden and Permitted start shops that answer orders, of which there are more at
// a time than paho takes from the network while a handler is busy. They answer when
// the other orders are there too.
func Forbidden(begin, done func()) (*load.System, error) {
	return rush(&forbidden{begin: func() {
		begin()
		time.Sleep(store.Delay)
	}, done: done})
}

func Permitted(begin, done func()) (*load.System, error) {
	return rush(&permitted{forbidden{begin: begin, done: done}})
}

func rush(s shop) (*load.System, error) {
	system, err := start(s, ask)
	if err != nil {
		return nil, err
	}
	order := system.Slow
	system.Slow = func() error {
		for range 10 {
			if err := order(); err != nil {
				return err
			}
		}
		return nil
	}
	return system, nil
}

func queries(s shop) (*load.System, error) {
	return start(s, ask)
}

func ask(_, customer mqtt.Client, id int) error {
	return wait(customer.Publish("queries", 0, false, binary.BigEndian.AppendUint32(nil, uint32(id))))
}

func acks(s shop, served func(id int)) (*load.System, error) {
	return start(s, func(own, customer mqtt.Client, id int) error {
		token := own.Publish("offers", 1, false, "tea")
		go func() {
			if err := wait(token); err == nil {
				served(id)
			}
		}()
		return ask(own, customer, id)
	})
}

// wait waits for what the broker says.
func wait(t mqtt.Token) error {
	if !t.WaitTimeout(time.Minute) {
		return errors.New("no answer from the broker")
	}
	return t.Error()
}

func start(s shop, other func(own, customer mqtt.Client, id int) error) (*load.System, error) {
	b := broker.New(&broker.Options{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	tcp := listeners.NewTCP(listeners.Config{ID: "tcp", Address: "127.0.0.1:0"})
	if err := errors.Join(b.AddHook(new(auth.AllowHook), nil), b.AddListener(tcp), b.Serve()); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	connect := func(id string) (mqtt.Client, error) {
		c := mqtt.NewClient(mqtt.NewClientOptions().AddBroker("tcp://" + tcp.Address()).SetClientID(id))
		return c, wait(c.Connect())
	}
	own, err := connect("shop")
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	customer, err := connect("customer")
	if err != nil {
		own.Disconnect(0)
		return nil, errors.Join(err, b.Close())
	}
	stop := func() {
		customer.Disconnect(0)
		own.Disconnect(0)
		_ = b.Close()
	}
	if err := s.listen(own); err != nil {
		stop()
		return nil, err
	}
	return &load.System{
		Slow:  func() error { return errors.Join(s.failure(), wait(customer.Publish("orders", 0, false, "tea"))) },
		Other: func(id int) error { return errors.Join(s.failure(), other(own, customer, id)) },
		Stop:  stop,
	}, nil
}
