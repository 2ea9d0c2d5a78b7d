// Package nats publishes and subscribes with github.com/nats-io/nats.go.
package nats

import (
	"context"
	"log"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func connect(url string) (*nats.Conn, error) {
	return nats.Connect(url,
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { log.Print(err) }),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				log.Print(err)
			}
		}))
}

// The handler of the JetStream context is told of what fails.
func published(ctx context.Context, nc *nats.Conn, all [][]byte) error {
	js, err := jetstream.New(nc, jetstream.WithPublishAsyncErrHandler(func(_ jetstream.JetStream, m *nats.Msg, err error) {
		log.Print(m.Subject, err)
	}))
	if err != nil {
		return err
	}
	for _, data := range all {
		if _, err := js.PublishAsync("subject", data); err != nil {
			return err
		}
	}
	select {
	case <-js.PublishAsyncComplete():
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func dropped(nc *nats.Conn, data []byte) {
	go nc.Publish("subject", data) // want `go-result: .*nc.Publish`
}
