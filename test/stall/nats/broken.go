package nats

import (
	"strings"

	"github.com/nats-io/nats.go"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// broken enters orders in the ledger where it gets them, and serves queries.
type broken struct {
	desk
	ledger *store.Ledger
}

func (b *broken) option() nats.Option { return nats.ErrorHandler(b.onError) }

func (b *broken) listen(nc *nats.Conn) error {
	if _, err := nc.Subscribe("shop.*", b.onMessage); err != nil {
		return err
	}
	_, err := nc.Subscribe("news", b.onNews)
	return err
}

func (b *broken) onMessage(msg *nats.Msg) {
	if msg.Subject != "shop.order" {
		b.serve(msg)
		return
	}
	// That the subscription's other messages wait is what who subscribes has asked
	// for: no finding.
	if err := b.ledger.Add(string(msg.Data)); err != nil {
		b.fail(err)
	}
}

func (b *broken) onNews(msg *nats.Msg) { b.serve(msg) }

// onError enters refused orders in the ledger.
func (b *broken) onError(_ *nats.Conn, _ *nats.Subscription, err error) {
	if !strings.Contains(err.Error(), "order") {
		b.serveError(err)
		return
	}
	if err := b.ledger.Add(err.Error()); err != nil { // want `loopblock/callback-blocks: .*onError.*Exec`
		b.fail(err)
	}
}
