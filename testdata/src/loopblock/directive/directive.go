// Package directive has loops of its own.
package directive

import "time"

// A Handler runs on the bus.
//
//asynclint:eventloop
type Handler func(event string)

type Bus struct {
	handlers []Handler

	// OnIdle runs on the bus.
	//
	//asynclint:eventloop
	OnIdle func()
}

func (b *Bus) On(h Handler) { b.handlers = append(b.handlers, h) }

type Visitor interface {
	// Visit runs on the bus.
	//
	//asynclint:eventloop
	Visit(event string)

	Name() string
}

type slow struct{}

func (slow) Visit(string) { time.Sleep(time.Second) } // want `Visit blocks its event loop: calls time.Sleep`

func (slow) Name() string { time.Sleep(time.Second); return "slow" }

type other struct{}

func (other) Visit(string) { time.Sleep(time.Second) } // no Visitor: has no Name

func setup(b *Bus) {
	b.On(func(string) {
		time.Sleep(time.Second) // want `the callback passed to On blocks its event loop: calls time.Sleep`
	})
	b.On(handle)
	b.OnIdle = func() {
		poll() // want `the callback directive.OnIdle blocks its event loop: calls poll`
	}
	b.On(func(string) { go poll() })
	b.On(func(string) { quick() })
	b.On(func(string) { work(func() { time.Sleep(time.Second) }) })
}

func handle(string) {
	time.Sleep(time.Second) // want `handle blocks its event loop: calls time.Sleep`
}

// tick runs on the loop.
//
//asynclint:eventloop
func tick(c <-chan int) {
	for range c { // want `tick blocks its event loop: receives from c`
	}
	handle("") // judged by itself
}

// poll waits, in assembly.
//
//asynclint:blocks
func poll() {}

// quick does not: the clock is a fake.
//
//asynclint:nonblocking
func quick() { time.Sleep(time.Second) }

// work runs f elsewhere.
//
//asynclint:spawns 0
func work(f func()) { f() }
