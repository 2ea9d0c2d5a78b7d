// Package shapes hands functions to loops in every way.
package shapes

import (
	"net/http"
	"sync"

	tea2 "charm.land/bubbletea/v2"
	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/hashicorp/memberlist"
	"k8s.io/client-go/tools/cache"
)

type app struct{}

func (a *app) method(mqtt.Client, mqtt.Message) {} // want `method: mqtt.Client.AddRoute`

func function(mqtt.Client, mqtt.Message) {} // want `function: mqtt.Client.AddRoute`

func generic[T any](mqtt.Client, T) {} // want `generic: mqtt.Client.AddRoute`

func params(c mqtt.Client, a *app) {
	c.AddRoute("literal", func(mqtt.Client, mqtt.Message) {}) // want `literal: mqtt.Client.AddRoute`
	c.AddRoute("function", function)
	c.AddRoute("method", a.method)
	c.AddRoute("generic", generic[mqtt.Message])
	local := func(mqtt.Client, mqtt.Message) {} // want `literal: mqtt.Client.AddRoute`
	c.AddRoute("local", local)
	c.AddRoute("inner", wrap(func() {}))                                             // want `literal: mqtt.MessageHandler`
	c.AddRoute("converted", mqtt.MessageHandler(func(mqtt.Client, mqtt.Message) {})) // want `literal: mqtt.MessageHandler`
	c.AddRoute("nil", nil)
	pass(c, func(mqtt.Client, mqtt.Message) {}) // want `literal: mqtt.MessageHandler`
	for range 2 {
		c.AddRoute("loop", func(mqtt.Client, mqtt.Message) { // want `literal: mqtt.Client.AddRoute`
			func() {}()
		})
	}
}

func pass(c mqtt.Client, h mqtt.MessageHandler) { c.AddRoute("pass", h) }

func wrap(f func()) mqtt.MessageHandler {
	return func(mqtt.Client, mqtt.Message) { f() } // want `literal: mqtt.MessageHandler`
}

var handler mqtt.MessageHandler = func(mqtt.Client, mqtt.Message) {} // want `literal: mqtt.MessageHandler`

var notHandler = func(mqtt.Client, mqtt.Message) {}

func fields() {
	_ = cache.ResourceEventHandlerFuncs{
		AddFunc: func(any) {}, // want `literal: cache.ResourceEventHandlerFuncs.AddFunc`
	}
	_ = &cache.ResourceEventHandlerFuncs{nil, func(any, any) {}, nil} // want `literal: cache.ResourceEventHandlerFuncs.UpdateFunc`
	var v tea2.View
	v.OnMouse = func(tea2.MouseMsg) tea2.Cmd { // want `literal: tea.View.OnMouse`
		return func() tea2.Msg { return nil }
	}
}

type byValue struct{}

func (byValue) NotifyJoin(*memberlist.Node)   {} // want `NotifyJoin: memberlist.EventDelegate.NotifyJoin`
func (byValue) NotifyLeave(*memberlist.Node)  {} // want `NotifyLeave: memberlist.EventDelegate.NotifyLeave`
func (byValue) NotifyUpdate(*memberlist.Node) {} // want `NotifyUpdate: memberlist.EventDelegate.NotifyUpdate`
func (byValue) Other(*memberlist.Node)        {}

// mixed has methods on both, and embeds the rest.
type mixed struct{ byValue }

func (*mixed) NotifyJoin(*memberlist.Node) {} // want `NotifyJoin: memberlist.EventDelegate.NotifyJoin`

// partial lacks a method.
type partial struct{}

func (partial) NotifyJoin(*memberlist.Node)  {}
func (partial) NotifyLeave(*memberlist.Node) {}

// Those that run elsewhere.
func others(o *mqtt.ClientOptions, once *sync.Once) {
	o.SetOnConnectHandler(func(mqtt.Client) {})
	http.HandleFunc("/", func(http.ResponseWriter, *http.Request) {})
	once.Do(func() {})
	go func() {}()
	defer func() {}()
}

// marked runs on a loop of its own.
//
//asynclint:eventloop
func marked() {} // want `marked: shapes.marked`

// base is no handler, but what embeds it is.
type base[T any] struct{}

func (*base[T]) NotifyJoin(*memberlist.Node)  {} // want `NotifyJoin: memberlist.EventDelegate.NotifyJoin`
func (*base[T]) NotifyLeave(*memberlist.Node) {}

type complete struct{ *base[int] }

func (complete) NotifyLeave(*memberlist.Node)  {} // want `NotifyLeave: memberlist.EventDelegate.NotifyLeave`
func (complete) NotifyUpdate(*memberlist.Node) {} // want `NotifyUpdate: memberlist.EventDelegate.NotifyUpdate`

// incomplete embeds it too, and lacks a method still.
type lone struct{}

func (lone) NotifyJoin(*memberlist.Node) {}

type incomplete struct{ lone }

func (incomplete) NotifyUpdate(*memberlist.Node) {}

// A sink is generic: which items and keys it is about, its implementations tell.
type sink[T any, K comparable] interface {
	//asynclint:eventloop
	put(batch[T], func(map[K]*T) error)
	drop(<-chan []T, ...K)
}

type batch[T any] struct{ items []T }

type texts struct{}

func (*texts) put(batch[string], func(map[int]*string) error) {} // want `put: shapes.put`
func (*texts) drop(<-chan []string, ...int)                   {}

type pairs[K comparable, V any] struct{}

func (pairs[K, V]) put(batch[V], func(map[K]*V) error) {} // want `put: shapes.put`
func (pairs[K, V]) drop(<-chan []V, ...K)              {}

// Its two methods speak of different types.
type torn struct{}

func (torn) put(batch[string], func(map[int]*string) error) {}
func (torn) drop(<-chan []byte, ...int)                     {}

// It has no type that can be a key.
type keyless struct{}

func (keyless) put(batch[string], func(map[any]*string) int) {}
func (keyless) drop(<-chan []string, ...any)                 {}

func routes(m map[string]mqtt.MessageHandler, a *app) {
	_ = map[string]mqtt.MessageHandler{
		"literal": func(mqtt.Client, mqtt.Message) {}, // want `literal: mqtt.MessageHandler`
		"method":  a.mapped,
	}
	m["assigned"] = func(mqtt.Client, mqtt.Message) {} // want `literal: mqtt.MessageHandler`
	_ = map[string]func(mqtt.Client, mqtt.Message){"plain": func(mqtt.Client, mqtt.Message) {}}
}

func (a *app) mapped(mqtt.Client, mqtt.Message) {} // want `mapped: mqtt.MessageHandler`
