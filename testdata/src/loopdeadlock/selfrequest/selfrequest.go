// Package selfrequest has loops that ask themselves.
package selfrequest

import (
	"context"
	"sync"
	"time"
)

type request struct {
	key   string
	reply chan int
}

type store struct {
	data map[string]int
	reqs chan request
	tick chan int
	quit chan struct{}
}

func newStore() *store {
	s := &store{data: map[string]int{}, reqs: make(chan request, 8), tick: make(chan int), quit: make(chan struct{})}
	go s.run()
	return s
}

func (s *store) run() {
	for {
		select {
		case r := <-s.reqs:
			r.reply <- s.data[r.key]
		case k := <-s.tick:
			if s.Get("limit") > k { // want `^the loop of run \(line \d+\) calls s.Get, which hands the loop a request through s.reqs and waits for the answer from r.reply, which only the loop gives: it waits for itself for ever$`
				s.expire()
			}
		case <-s.quit:
			return
		}
	}
}

func (s *store) expire() {
	go s.Get("b")
	for k := range s.data {
		if s.must(k) == 0 { // want `the loop of run \(line \d+\) calls s.must → s.Get, which hands the loop a request`
			delete(s.data, k)
		}
	}
}

func (s *store) Get(key string) int {
	reply := make(chan int, 1)
	s.reqs <- request{key, reply}
	return <-reply
}

func (s *store) must(key string) int { return s.Get(key) }

func (s *store) Must(key string) int { return s.must(key) }

func (s *store) Tick(k int) { s.tick <- k }

// Functions are sent to the loop, which calls them.
type actor struct {
	funcs chan func()
	in    chan int
	n     int
}

func newActor() *actor {
	a := &actor{funcs: make(chan func()), in: make(chan int)}
	go a.loop()
	return a
}

func (a *actor) loop() {
	for {
		select {
		case f := <-a.funcs:
			f()
		case v := <-a.in:
			a.Add(v) // want `the loop of loop \(line \d+\) calls a.Add → a.exec, which hands the loop a request through a.funcs and waits for the answer from done`
		}
	}
}

func (a *actor) exec(f func()) {
	done := make(chan struct{})
	a.funcs <- func() {
		defer close(done)
		f()
	}
	<-done
}

func (a *actor) Add(v int) { a.exec(func() { a.n += v }) }

func (a *actor) Twice(v int) {
	a.exec(func() {
		a.n += v
		a.Add(v) // want `the loop of loop \(line \d+\) calls a.Add → a.exec, which hands the loop a request through a.funcs`
	})
}

func (a *actor) Reset() { a.exec(a.reset) }

func (a *actor) reset() {
	a.exec(func() { a.n = 0 }) // want `the loop of loop \(line \d+\) calls a.exec, which hands the loop a request through a.funcs`
}

func (a *actor) Feed(v int) { a.in <- v }

// The answer comes through a channel of the one who asks.
func (a *actor) post(f func()) { a.funcs <- f }

func (a *actor) Size() int {
	size := make(chan int, 1)
	a.post(func() { size <- a.n })
	return <-size
}

func (a *actor) Grow() {
	a.post(func() {
		if a.Size() < 10 { // want `the loop of loop \(line \d+\) calls a.Size, which hands the loop a request through a.funcs and waits for the answer from size`
			a.n++
		}
	})
}

// In a struct with the function.
type call struct {
	fn   func() error
	done chan error
}

type caller struct {
	calls chan *call
	errs  []error
	kick  chan bool
}

func startCaller(ctx context.Context) *caller {
	c := &caller{calls: make(chan *call, 4), kick: make(chan bool)}
	go c.serve(ctx)
	return c
}

func (c *caller) serve(ctx context.Context) {
	for {
		select {
		case call := <-c.calls:
			call.done <- call.fn()
		case <-c.kick:
			_ = c.Do(func() error { return nil }) // want `the loop of serve \(line \d+\) calls c.Do, which hands the loop a request through c.calls`
		case <-ctx.Done():
			return
		}
	}
}

func (c *caller) Do(fn func() error) error {
	call := &call{fn: fn, done: make(chan error, 1)}
	c.calls <- call
	return <-call.done
}

func (c *caller) Both() error {
	return c.Do(func() error {
		return c.Do(func() error { return nil }) // want `the loop of serve \(line \d+\) calls c.Do, which hands the loop a request through c.calls`
	})
}

func (c *caller) Kick() { c.kick <- true }

// Near-misses.

type question struct {
	key   string
	reply chan int
}

type other struct {
	reqs  chan question
	tick  chan int
	peer  *other
	async chan question
	wg    sync.WaitGroup
}

func newOther(peer *other) *other {
	o := &other{reqs: make(chan question, 1), tick: make(chan int), peer: peer, async: make(chan question, 1)}
	go o.run()
	go o.answer()
	return o
}

func (o *other) run() {
	for {
		select {
		case r := <-o.reqs:
			o.one(r)
		case k := <-o.tick:
			o.peer.Get("a") // another loop
			go o.Get("b")
			go func() { o.Get("c") }()
			o.Ask("d") // another goroutine answers
			o.direct()
			o.try()
			o.within()
			_ = k
		}
	}
}

func (o *other) one(r question) { r.reply <- 1 }

func (o *other) Get(key string) int {
	reply := make(chan int, 1)
	o.reqs <- question{key, reply}
	return <-reply
}

// Not through the loop.
func (o *other) direct() int {
	r := question{reply: make(chan int, 1)}
	o.one(r)
	return <-r.reply
}

// Gives up.
func (o *other) try() int {
	reply := make(chan int, 1)
	select {
	case o.reqs <- question{"", reply}:
	default:
		return 0
	}
	select {
	case v := <-reply:
		return v
	case <-time.After(time.Second):
		return 0
	}
}

// The answer is there before the wait.
func (o *other) within() int {
	r := question{reply: make(chan int, 2)}
	select {
	case o.reqs <- r:
	case <-time.After(time.Second):
	}
	o.one(r)
	return <-r.reply
}

func (o *other) answer() {
	for r := range o.async {
		r.reply <- 2
	}
}

func (o *other) Ask(key string) int {
	reply := make(chan int, 1)
	o.async <- question{key, reply}
	return <-reply
}

// The loop hands what it receives to goroutines.
type task struct {
	key   string
	reply chan int
}

type spread struct {
	reqs chan task
	tick chan int
}

func newSpread() *spread {
	s := &spread{make(chan task, 1), make(chan int)}
	go s.run()
	return s
}

func (s *spread) run() {
	for {
		select {
		case r := <-s.reqs:
			go func() { r.reply <- 1 }()
		case <-s.tick:
			s.Get("a") // want `once its buffer of 1 is full`
		}
	}
}

func (s *spread) Get(key string) int {
	reply := make(chan int, 1)
	s.reqs <- task{key, reply}
	return <-reply
}

// The functions run on goroutines.
type async struct{ funcs chan func() }

func newAsync() *async {
	a := &async{make(chan func())}
	go func() {
		for f := range a.funcs {
			go f()
		}
	}()
	return a
}

func (a *async) exec(f func()) {
	done := make(chan struct{})
	a.funcs <- func() {
		defer close(done)
		f()
	}
	<-done
}

func (a *async) nested() {
	a.exec(func() {
		a.exec(func() {})
	})
}

// Posting is no asking.
type polite struct {
	funcs chan func()
	n     int
}

func newPolite() *polite {
	p := &polite{funcs: make(chan func(), 64)}
	go func() {
		for f := range p.funcs {
			f()
		}
	}()
	return p
}

func (p *polite) try(f func()) {
	select {
	case p.funcs <- f:
	default:
	}
}

func (p *polite) nested() {
	p.try(func() {
		p.try(func() { p.n++ })
	})
}

// The methods know whether they are called on the loop.
type aware struct {
	funcs  chan func()
	in     chan int
	inLoop bool
	n      int
}

func newAware() *aware {
	a := &aware{funcs: make(chan func()), in: make(chan int)}
	go a.run()
	return a
}

func (a *aware) run() {
	for {
		select {
		case f := <-a.funcs:
			f()
		case <-a.in:
			a.inLoop = true
			a.exec(func() { a.n++ })
			a.n += a.size()
			a.inLoop = false
		}
	}
}

func (a *aware) exec(f func()) {
	if a.n > 100 {
		f()
		return
	}
	done := make(chan struct{})
	a.funcs <- func() {
		f()
		close(done)
	}
	<-done
}

func (a *aware) size() int {
	if a.inLoop {
		return a.n
	}
	reply := make(chan int)
	a.funcs <- func() { reply <- a.n }
	return <-reply
}

// The loop passes itself to what it calls.
type agent struct {
	tasks chan todo
	peer  *agent
	n     int
}

type todo struct {
	fn   func(*agent)
	done chan bool
}

func newAgent(peer *agent) *agent {
	a := &agent{tasks: make(chan todo), peer: peer}
	go a.work()
	return a
}

func (a *agent) work() {
	for t := range a.tasks {
		t.fn(a)
		close(t.done)
	}
}

func (a *agent) run(fn func(*agent)) {
	done := make(chan bool)
	a.tasks <- todo{fn, done}
	<-done
}

func (a *agent) Count() int {
	n := 0
	a.run(func(a *agent) { n = a.n })
	return n
}

func (a *agent) Compare(peer *agent) {
	a.run(func(agent *agent) {
		if agent.Count() > 1 { // want `the loop of work \(line \d+\) calls agent.Count → a.run, which hands the loop a request through a.tasks`
			agent.n++
		}
		a.n += a.Count() // want `the loop of work \(line \d+\) calls a.Count → a.run, which hands the loop a request through a.tasks`
		a.n += peer.Count()
		a.n += agent.peer.Count()
	})
}
