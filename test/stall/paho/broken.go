package paho

import (
	mqtt "github.com/eclipse/paho.mqtt.golang"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// broken enters orders in the ledger where it gets them.
type broken struct {
	desk
	ledger *store.Ledger
}

func (b *broken) onOrder(_ mqtt.Client, msg mqtt.Message) {
	if err := b.ledger.Add(string(msg.Payload())); err != nil { // want `loopblock/callback-blocks: .*onOrder.*paho.*Exec`
		b.fail(err)
	}
}

func (b *broken) listen(c mqtt.Client) error {
	if err := wait(c.Subscribe("orders", 0, b.onOrder)); err != nil {
		return err
	}
	return wait(c.Subscribe("queries", 0, b.onQuery))
}
