// Package nilchannel holds operations on channels that are, or may be, nil.
package nilchannel

import "time"

func local() int {
	var ch chan int
	return <-ch // want `receives from ch, to which no channel is assigned: it waits for ever`
}

func send() {
	var ch chan<- int
	ch <- 1 // want `sends on ch, to which no channel is assigned: it waits for ever`
}

func captured() {
	var done chan struct{}
	go func() {
		done <- struct{}{} // want `sends on done, to which no channel is assigned`
	}()
	<-done // want `receives from done, to which no channel is assigned`
}

func ranged() {
	var ch <-chan int
	for v := range ch { // want `receives from ch, to which no channel is assigned`
		println(v)
	}
}

type server struct {
	name  string
	ready chan struct{}
	made  chan struct{}
	lit   chan struct{}
	Open  chan struct{}
	ptr   chan struct{}
}

func (s *server) wait() {
	<-s.ready // want `receives from s.ready, to which no channel is assigned`
}

var finished chan error

func report(err error) {
	finished <- err // want `sends on finished, to which no channel is assigned`
}

// Near-misses.

func newServer() *server {
	s := &server{name: "s", lit: make(chan struct{})}
	s.made = make(chan struct{})
	fill(&s.ptr)
	return s
}

func fill(ch *chan struct{}) { *ch = make(chan struct{}) }

func (s *server) waitMade() { <-s.made }

func (s *server) waitLit() { <-s.lit }

func (s *server) waitOpen() { <-s.Open }

func (s *server) waitPtr() { <-s.ptr }

func assigned(debug bool) {
	var ch chan int
	if debug {
		ch = make(chan int, 1)
		ch <- 1
	}
}

func either(debug bool) {
	var ch <-chan time.Time
	if debug {
		ch = time.After(time.Second)
	}
	<-ch
}

// A case of a select statement is disabled by a nil channel.
func disabled(in <-chan int) {
	var out chan int
	for {
		select {
		case v := <-in:
			println(v)
		case out <- 1:
			return
		}
	}
}

func mayNotBeReady() bool {
	var ch chan int
	select {
	case <-ch:
		return true
	default:
		return false
	}
}

// Whoever writes this wants to wait for ever.
func forever() {
	<-(chan int)(nil)
}

func merge(a, b chan int) {
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
			}
			println(v)
		case v, ok := <-b:
			if !ok {
				b = nil
			}
			println(v)
		}
	}
}

func assignedInLiteral() {
	var ch chan int
	set := func() { ch = make(chan int, 1) }
	set()
	ch <- 1
}

var (
	started  chan struct{}
	Exported chan struct{}
)

func start() {
	started = make(chan struct{})
	close(started)
}

func waitStarted() { <-started }

func waitExported() { <-Exported }

type pair struct{ a, b chan int }

func positional() {
	p := pair{make(chan int, 1), make(chan int, 1)}
	p.a <- 1
	p.b <- <-p.a
}

type mirrored struct{ c, d chan int }

type mirror struct{ c, d chan int }

func converted(m mirror) {
	x := mirrored(m)
	<-x.c
}

type generic[T any] struct {
	in  chan T
	out chan T
}

func newGeneric[T any]() *generic[T] { return &generic[T]{in: make(chan T)} }

func (g *generic[T]) get() T { return <-g.in }

func (g *generic[T]) take() T {
	return <-g.out // want `receives from g.out, to which no channel is assigned`
}

func named() (ch chan int) {
	ch <- 1
	return
}

func typeSwitch(to any) {
	switch ch := to.(type) {
	case chan int:
		ch <- 1
	case func(int):
		ch(1)
	}
}

func commaOk(to any) {
	if ch, ok := to.(chan int); ok {
		ch <- 1
	}
}

type embedded struct{ *server }

func promoted(e embedded) {
	<-e.made
}

func fromMap(m map[string]chan int) {
	for _, ch := range m {
		<-ch
	}
	<-m["x"]
}

func array(chans [2]chan int) {
	<-chans[0]
}

// The type without a name is written twice, and is one type.
type ring struct {
	slots []*struct {
		value chan int
	}
}

func newRing() *ring {
	return &ring{slots: []*struct {
		value chan int
	}{{value: make(chan int, 1)}}}
}

func (r *ring) put(n int) { r.slots[0].value <- n }

func (r *ring) get() int { return <-r.slots[0].value }

type heldServer struct {
	hold chan struct{} // set by tests
}

func (s *heldServer) serve() {
	if s.hold != nil {
		<-s.hold
	}
}
