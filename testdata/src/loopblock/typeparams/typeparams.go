// Package typeparams has generic callbacks.
package typeparams

import (
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

type decoder[T any] struct {
	out chan T
}

func newDecoder[T any]() *decoder[T] { return &decoder[T]{out: make(chan T)} }

func (d *decoder[T]) handle(_ mqtt.Client, m mqtt.Message) {
	var v T
	<-d.out         // want `handle blocks the paho inbound message router goroutine \(acks, pings and every later message\): receives from d.out`
	slowly[T](v)    // want `handle blocks the paho inbound message router goroutine \(acks, pings and every later message\): calls slowly → time.Sleep`
	apply(v, pause) // want `calls pause → time.Sleep`
	apply(v, func(T) {})
}

func slowly[T any](T) { time.Sleep(2 * time.Second) }

func pause[T any](T) { time.Sleep(time.Second) }

func apply[T any](v T, f func(T)) { f(v) }

func start(c mqtt.Client) {
	c.Subscribe("a", 1, newDecoder[int]().handle)
	on(c, func(int) {
		time.Sleep(time.Second) // want `the callback passed to on blocks the paho inbound message router goroutine \(acks, pings and every later message\): calls time.Sleep`
	})
	on(c, func(int) {})
}

func on[T any](c mqtt.Client, f func(T)) {
	c.Subscribe("a", 1, func(mqtt.Client, mqtt.Message) {
		var v T
		f(v)
	})
}

// A generic actor.
type actor[K comparable, V any] struct {
	puts chan V
	gets chan K
	done chan struct{}
}

func (a *actor[K, V]) run(quick func(V)) {
	for {
		select {
		case v := <-a.puts:
			slowly(v) // want `slowly → time.Sleep in the case of a.puts stalls the loop of \(\*actor\).run: a.done and a.gets wait for it`
			go slowly(v)
			quick(v)
		case <-a.gets:
			apply(1, func(int) { time.Sleep(time.Minute) }) // want `time.Sleep in the case of a.gets`
		case <-a.done:
			return
		}
	}
}
