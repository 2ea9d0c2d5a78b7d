// Package paho has handlers of a client that keeps messages in order, which is
// the default.
package paho

import (
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

type bridge struct {
	client mqtt.Client
	out    chan []byte
	queue  chan []byte
}

func newBridge() *bridge {
	return &bridge{out: make(chan []byte), queue: make(chan []byte, 16)}
}

func (b *bridge) start() {
	b.client.Subscribe("a", 1, func(c mqtt.Client, m mqtt.Message) {
		token := c.Publish("b", 1, false, m.Payload())
		token.Wait() // not only blocks: loopdeadlock reports it
	})
	b.client.Subscribe("b", 1, b.forward)
	handler := func(c mqtt.Client, m mqtt.Message) {
		time.Sleep(time.Second) // want `the callback passed to mqtt.Client.AddRoute blocks the paho inbound message router goroutine \(acks, pings and every later message\): calls time.Sleep`
	}
	b.client.AddRoute("c", handler)
	b.client.Subscribe("d", 1, logged(func(c mqtt.Client, m mqtt.Message) {
		time.Sleep(time.Second) // want `the callback passed to logged blocks the paho inbound message router goroutine \(acks, pings and every later message\): calls time.Sleep`
	}))

	// The same, out of the way.
	b.client.Subscribe("a", 1, func(c mqtt.Client, m mqtt.Message) {
		token := c.Publish("b", 1, false, m.Payload())
		go func() { token.Wait() }()
	})
	b.client.Subscribe("a", 1, func(c mqtt.Client, m mqtt.Message) {
		go b.forward(c, m)
	})
	b.client.Subscribe("a", 1, func(c mqtt.Client, m mqtt.Message) {
		b.queue <- m.Payload()
	})
	b.client.Subscribe("e", 1, nil)
	b.client.Subscribe("e", 1, func(c mqtt.Client, m mqtt.Message) {
		t := time.AfterFunc(time.Second, func() { time.Sleep(time.Second) })
		if !t.Stop() {
			<-t.C
		}
	})
}

// forward is a handler.
func (b *bridge) forward(c mqtt.Client, m mqtt.Message) {
	b.out <- m.Payload() // somebody receives, one hopes
	time.Sleep(1)        // want `forward blocks the paho inbound message router goroutine \(acks, pings and every later message\): calls time.Sleep`
}

// logged wraps a handler.
func logged(h mqtt.MessageHandler) mqtt.MessageHandler {
	return func(c mqtt.Client, m mqtt.Message) { h(c, m) }
}

// Connection handlers have goroutines of their own.
func options(c mqtt.Client) *mqtt.ClientOptions {
	return mqtt.NewClientOptions().SetOnConnectHandler(func(c mqtt.Client) {
		c.Subscribe("a", 1, nil).Wait()
	})
}
