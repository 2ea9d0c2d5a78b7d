package nats

import (
	"strings"

	"github.com/nats-io/nats.go"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// offloaded does the same, but enters orders in goroutines, no more of them at a
// time than there are slots.
type offloaded struct {
	desk
	ledger *store.Ledger
	slots  chan struct{}
}

func (o *offloaded) option() nats.Option { return nats.ErrorHandler(o.onError) }

func (o *offloaded) listen(nc *nats.Conn) error {
	if _, err := nc.Subscribe("shop.*", o.onMessage); err != nil {
		return err
	}
	_, err := nc.Subscribe("news", o.onNews)
	return err
}

func (o *offloaded) onMessage(msg *nats.Msg) {
	if msg.Subject != "shop.order" {
		o.serve(msg)
		return
	}
	o.enter(string(msg.Data))
}

func (o *offloaded) onNews(msg *nats.Msg) { o.serve(msg) }

func (o *offloaded) onError(_ *nats.Conn, _ *nats.Subscription, err error) {
	if !strings.Contains(err.Error(), "order") {
		o.serveError(err)
		return
	}
	o.enter(err.Error())
}

func (o *offloaded) enter(entry string) {
	o.slots <- struct{}{}
	go func() {
		defer func() { <-o.slots }()
		if err := o.ledger.Add(entry); err != nil {
			o.fail(err)
		}
	}()
}
