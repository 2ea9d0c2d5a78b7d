// Package forbiddenmqtt has handlers of MQTT messages.
package forbiddenmqtt

import (
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

type bridge struct {
	client, remote mqtt.Client
	done           chan struct{}
}

// The client of the message, by contract.
func handle(client mqtt.Client, msg mqtt.Message) {
	client.Subscribe("reply/#", 1, nil).Wait() // want `mqtt.Token.Wait in handle waits in vain for what comes behind other messages: the goroutine that routes them is running this handler; instead: SetOrderMatters\(false\), or go func\(\)`
}

func register(client mqtt.Client) {
	client.Subscribe("cmd", 1, handle)
	client.Subscribe("config", 1, func(c mqtt.Client, msg mqtt.Message) {
		token := c.Publish("ack", 1, false, msg.Payload())
		if token.WaitTimeout(time.Second) { // want `mqtt.Token.WaitTimeout in the callback passed to mqtt.Client.Subscribe waits in vain`
			return
		}
	})
}

// The client on which the handler is registered.
func (b *bridge) start() {
	b.client.Subscribe("up/#", 0, func(_ mqtt.Client, msg mqtt.Message) {
		if err := b.ack(msg); err != nil { // want `bridge.ack → mqtt.Token.Wait in the callback passed to mqtt.Client.Subscribe waits in vain`
			return
		}
	})
	b.client.Subscribe("down/#", 0, b.onDown)
}

func (b *bridge) ack(msg mqtt.Message) error {
	token := b.client.Publish("ack/"+msg.Topic(), 2, false, "")
	token.Wait()
	return token.Error()
}

func (b *bridge) onDown(_ mqtt.Client, msg mqtt.Message) {
	b.client.Unsubscribe(msg.Topic()).Wait() // want `mqtt.Token.Wait in bridge.onDown waits in vain`
}

// Another broker's client: it keeps the router, but not for ever.
func (b *bridge) forward() {
	b.client.Subscribe("out/#", 0, func(_ mqtt.Client, msg mqtt.Message) {
		b.remote.Publish(msg.Topic(), 1, false, msg.Payload()).Wait()
	})
}

// Without a quality of service there is no acknowledgement.
func (b *bridge) fireAndForget(qos byte) {
	b.client.Subscribe("ping", 0, func(c mqtt.Client, msg mqtt.Message) {
		c.Publish("pong", 0, false, "").Wait()
		c.Publish("pong", qos, false, "").Wait()
	})
}

// Nobody waits, or another goroutine does.
func (b *bridge) right() {
	b.client.Subscribe("a", 0, func(c mqtt.Client, msg mqtt.Message) {
		c.Publish("b", 1, false, msg.Payload())
	})
	b.client.Subscribe("c", 0, func(c mqtt.Client, msg mqtt.Message) {
		token := c.Publish("d", 1, false, msg.Payload())
		go func() {
			token.Wait()
			if token.Error() != nil {
				close(b.done)
			}
		}()
	})
	b.client.Subscribe("e", 0, func(c mqtt.Client, msg mqtt.Message) {
		go b.ack(msg)
	})
	b.client.Subscribe("f", 0, nil).Wait()
}

// Tokens that come from elsewhere.
func (b *bridge) pending(tokens map[string]mqtt.Token) {
	b.client.Subscribe("g", 0, func(c mqtt.Client, msg mqtt.Message) {
		if token := tokens[msg.Topic()]; token != nil {
			token.Wait()
		}
	})
}

// waiter has a method of the same name.
type waiter struct{}

func (waiter) Wait() bool { return true }

func (b *bridge) same(w waiter) {
	b.client.Subscribe("h", 0, func(c mqtt.Client, msg mqtt.Message) { w.Wait() })
}
