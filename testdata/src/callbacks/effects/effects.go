// Package effects does all sorts of things with functions.
package effects

import (
	"slices"
	"sync"
	"time"
)

func Call(f func()) { f() } // want Call:"callbacks: 0 sync"

func Defer(f func()) { defer f() } // want Defer:"callbacks: 0 sync"

func Go(f func()) { go f() } // want Go:"callbacks: 0 async"

func Drop(f func()) { _ = f } // want Drop:"callbacks: 0 dropped"

func Compare(f func()) bool { return f == nil } // want Compare:"callbacks: 0 dropped"

func InGo(f func()) { go func() { f() }() } // want InGo:"callbacks: 0 async"

func InDefer(f func()) { defer func() { f() }() } // want InDefer:"callbacks: 0 sync"

func Timer(f func()) { time.AfterFunc(1, f) } // want Timer:"callbacks: 0 async"

func InTimer(f func()) { time.AfterFunc(1, func() { f() }) } // want InTimer:"callbacks: 0 async"

func WaitGroup(wg *sync.WaitGroup, f func()) { wg.Go(f) } // want WaitGroup:"callbacks: 1 async"

func Sort(s []int, less func(a, b int) int) { slices.SortFunc(s, less) } // want Sort:"callbacks: 1 sync"

func Once(o *sync.Once, f func()) { o.Do(f) } // want Once:"callbacks: 1 sync"

func Return(f func()) func() { return func() { f() } } // want Return:"callbacks: 0 stored"

func Alias(f func()) { // want Alias:"callbacks: 0 sync"
	g := f
	g()
}

func Local(f func()) { // want Local:"callbacks: 0 async"
	run := func() { f() }
	go run()
}

func Both(f func()) { // want Both:"callbacks: 0 sync.async"
	f()
	go f()
}

func Pass(f, g func()) { // want Pass:"callbacks: 0 sync, 1 async"
	Call(f)
	Go(g)
}

func Variadic(opts ...func(int)) { // want Variadic:"callbacks: 0 sync"
	for _, opt := range opts {
		opt(1)
	}
}

func Spread(opts ...func(int)) { Variadic(opts...) } // want Spread:"callbacks: 0 sync"

func Range(seq func(yield func(int) bool)) { // want Range:"callbacks: 0 sync"
	for range seq {
	}
}

// Even and odd call each other.
func Even(n int, f func()) { // want Even:"callbacks: 1 sync"
	if n == 0 {
		f()
		return
	}
	odd(n-1, f)
}

func odd(n int, f func()) { Even(n-1, f) }

func Generic[T any](v T, f func(T)) { f(v) } // want Generic:"callbacks: 1 sync"

func Instance(f func(int)) { Generic(1, f) } // want Instance:"callbacks: 0 sync"

type Handler func()

// Run converts.
func Run(f func()) { // want Run:"callbacks: 0 sync"
	h := Handler(f)
	h()
}

type Server struct{ handlers []func() }

func (s *Server) Handle(f func()) { s.handlers = append(s.handlers, f) } // want Handle:"callbacks: 0 stored"

func (s *Server) Send(c chan func(), f func()) { c <- f } // want Send:"callbacks: 1 stored"

// Unknown things have no fact.
func Unknown(f func(), g func(func())) { g(f) } // want Unknown:"callbacks: 1 sync"

type hidden struct{}

// Exported methods of types that nobody can name have no fact.
func (hidden) Call(f func()) { f() }

type handed struct{}

// Hand hands out a type.
func Hand() *handed { return nil }

func (*handed) Call(f func()) { f() } // want Call:"callbacks: 0 sync"

func unexported(f func()) { f() }

// Spawn runs f, in assembly.
//
//asynclint:spawns 0
func Spawn(f func()) {} // want Spawn:"callbacks: 0 async"

type Pool interface {
	//asynclint:spawns 1
	Submit(name string, f func()) // want Submit:"callbacks: 1 async"
}

func Submit(p Pool, f func()) { p.Submit("", f) } // want Submit:"callbacks: 1 async"

// An Event runs on a loop.
//
//asynclint:eventloop
type Event func() // want Event:"callbacks: eventloop"

func On(e Event) { Keep(e) } // want On:"callbacks: 0 loop of effects.Event"

func Keep(e Event) { kept = e } // want Keep:"callbacks: 0 loop of effects.Event"

var kept Event

// Dispatch has both called on a loop, by means that the analysis does not follow.
//
//asynclint:eventloop 0
//asynclint:eventloop 2
func Dispatch(f func(), name string, g func(), done func()) { done() } // want Dispatch:"callbacks: 0 loop of effects.Dispatch, 2 loop of effects.Dispatch, 3 sync"

type Router interface {
	//asynclint:eventloop 1
	//asynclint:spawns 2
	Route(name string, f, g func()) // want Route:"callbacks: 1 loop of effects.Route, 2 async"

	unexported(f func())
}
