// Package bus passes handlers on to a loop.
package bus

import mqtt "github.com/eclipse/paho.mqtt.golang"

type Bus struct{ client mqtt.Client }

// Subscribe has f run by the client.
func (b *Bus) Subscribe(topic string, f func([]byte)) {
	b.client.Subscribe(topic, 1, func(_ mqtt.Client, m mqtt.Message) { f(m.Payload()) })
}

// Each runs f now.
func (b *Bus) Each(f func([]byte)) { f(nil) }

// Later runs f elsewhere.
func (b *Bus) Later(f func([]byte)) { go f(nil) }

// A Hook runs on a loop.
//
//asynclint:eventloop
type Hook func()

// Hooks are called on a loop.
type Hooks interface {
	//asynclint:eventloop
	OnEvent()
}

// Config configures.
type Config struct {
	// OnDrop runs on a loop.
	//
	//asynclint:eventloop
	OnDrop func()

	OnStop func()
}

// Add adds a hook.
func Add(h Hook) {}
