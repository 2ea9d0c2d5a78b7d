package nats

import (
	"bytes"
	"context"
	"database/sql"
	"log"
	"net/http"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A gateway stores what it receives, and tells operators of what goes wrong.
type gateway struct {
	db    *sql.DB
	hook  string
	queue chan *nats.Msg
	done  chan struct{}
}

func (g *gateway) tell(text string) error {
	resp, err := http.Post(g.hook, "text/plain", bytes.NewBufferString(text))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// One goroutine calls all handlers of a connection and its subscriptions' errors.
func (g *gateway) connect(url string) (*nats.Conn, error) {
	return nats.Connect(url,
		nats.ReconnectHandler(func(nc *nats.Conn) {
			if err := g.tell("reconnected"); err != nil { // want `callback-blocks: the callback passed to nats.ReconnectHandler blocks the single async-callback dispatcher of the connection.*: calls \(\*gateway\).tell → http.Post; instead: start a goroutine`
				log.Print(err)
			}
		}),
		nats.DisconnectErrHandler(func(nc *nats.Conn, err error) {
			log.Print(nc.LastError(), err)
		}),
		nats.LameDuckModeHandler(func(nc *nats.Conn) {
			<-g.done // want `callback-blocks: the callback passed to nats.LameDuckModeHandler blocks the single async-callback dispatcher of the connection.*: receives from g.done`
		}),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
			go func() {
				if err := g.tell(err.Error()); err != nil {
					log.Print(err)
				}
			}()
		}),
		nats.ClosedHandler(func(*nats.Conn) { close(g.done) }),
	)
}

func (g *gateway) options() nats.Options {
	opts := nats.GetDefaultOptions()
	opts.ClosedCB = g.closed
	opts.ReconnectedCB = func(nc *nats.Conn) { log.Print(nc.ConnectedUrl()) }
	return opts
}

func (g *gateway) closed(nc *nats.Conn) {
	if _, err := g.db.Exec("UPDATE gateways SET url = NULL"); err != nil { // want `callback-blocks: closed blocks the single async-callback dispatcher of the connection.*: calls \(\*sql.DB\).Exec`
		log.Print(err)
	}
}

// Each subscription has a goroutine of its own, and handling its messages is what that is for.
func (g *gateway) subscribe(nc *nats.Conn) error {
	_, err := nc.Subscribe("orders", func(m *nats.Msg) {
		if _, err := g.db.Exec("INSERT INTO orders VALUES ($1)", m.Data); err != nil {
			log.Print(err)
		}
	})
	if err != nil {
		return err
	}
	_, err = nc.QueueSubscribe("slow", "workers", func(m *nats.Msg) { g.queue <- m })
	return err
}

func (g *gateway) jetStream(nc *nats.Conn) (jetstream.JetStream, error) {
	return jetstream.New(nc, jetstream.WithPublishAsyncAckHandler(func(js jetstream.JetStream, m *nats.Msg, ack *jetstream.PubAck) {
		if _, err := js.Publish(context.Background(), "audit", m.Data); err != nil { // want `callback-blocks: the callback passed to jetstream.WithPublishAsyncAckHandler blocks the JetStream ack-processing goroutine.*: calls jetstream.Publisher.Publish`
			log.Print(err)
		}
	}))
}

func (g *gateway) audited(nc *nats.Conn, audit chan<- uint64) (jetstream.JetStream, error) {
	return jetstream.New(nc, jetstream.WithPublishAsyncAckHandler(func(_ jetstream.JetStream, _ *nats.Msg, ack *jetstream.PubAck) {
		select {
		case audit <- ack.Sequence:
		default:
		}
	}))
}
