package paho

import (
	"encoding/json"
	"log"
	"os/exec"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

// An order is what a bridge forwards.
type order struct {
	ID string `json:"id"`
}

// A bridge handles messages on the client's router, which keeps their order.
type bridge struct {
	client mqtt.Client
	work   chan order
}

func (b *bridge) subscribe() {
	_ = b.client.Subscribe("run", 1, func(_ mqtt.Client, m mqtt.Message) {
		if out, err := exec.Command("order", string(m.Payload())).Output(); err != nil { // want `callback-blocks: the callback passed to mqtt.Client.Subscribe blocks the paho inbound message router goroutine.*: calls \(\*exec.Cmd\).Output; instead: SetOrderMatters\(false\)`
			log.Print(string(out), err)
		}
	}).Error()
	_ = b.client.Subscribe("echo", 1, b.echo).Error()
	_ = b.client.Subscribe("orders", 1, b.queue).Error()
	_ = b.client.Subscribe("answer", 1, b.answer).Error()
}

func (b *bridge) echo(client mqtt.Client, m mqtt.Message) {
	if token := client.Publish("echoes", 1, false, m.Payload()); token.Wait() && token.Error() != nil { // want `forbidden-call: mqtt.Token.Wait in .*echo waits in vain for what comes behind other messages`
		log.Print(token.Error())
	}
}

func (b *bridge) answer(client mqtt.Client, m mqtt.Message) {
	token := client.Publish("answers", 1, false, m.Payload())
	go func() {
		if token.Wait() && token.Error() != nil {
			log.Print(token.Error())
		}
	}()
}

func (b *bridge) queue(_ mqtt.Client, m mqtt.Message) {
	var o order
	if err := json.Unmarshal(m.Payload(), &o); err != nil {
		log.Print(err)
		return
	}
	b.work <- o
}

// These have goroutines of their own.
func (b *bridge) handlers(opts *mqtt.ClientOptions) *mqtt.ClientOptions {
	return opts.SetOnConnectHandler(func(client mqtt.Client) {
		if token := client.Subscribe("orders", 1, b.queue); token.Wait() && token.Error() != nil {
			log.Print(token.Error())
		}
	})
}
