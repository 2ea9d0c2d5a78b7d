package paho

import (
	mqtt "github.com/eclipse/paho.mqtt.golang"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// offloaded does the same, but enters orders in goroutines, as paho's
// documentation advises.
type offloaded struct {
	desk
	ledger *store.Ledger
}

func (o *offloaded) onOrder(_ mqtt.Client, msg mqtt.Message) {
	order := string(msg.Payload())
	go func() {
		if err := o.ledger.Add(order); err != nil {
			o.fail(err)
		}
	}()
}

func (o *offloaded) listen(c mqtt.Client) error {
	if err := wait(c.Subscribe("orders", 0, o.onOrder)); err != nil {
		return err
	}
	return wait(c.Subscribe("queries", 0, o.onQuery))
}
