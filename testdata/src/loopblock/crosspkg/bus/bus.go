// Package bus passes handlers on to a loop.
package bus

import mqtt "github.com/eclipse/paho.mqtt.golang"

type Bus struct {
	client   mqtt.Client
	handlers map[string][]func()
}

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

// Handle has f called on a loop, by means that the analysis does not follow.
//
//asynclint:eventloop 1 -- the dispatcher
func (b *Bus) Handle(topic string, f func(), done func()) { b.handlers[topic] = []func(){f, done} }

// A Router is given handlers for its loop.
type Router interface {
	//asynclint:eventloop 0
	Route(f func(), others ...func())

	//asynclint:eventloop 0
	//asynclint:eventloop 1
	RouteAll(f func(), others ...func())
}
