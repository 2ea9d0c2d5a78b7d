// Package noexit holds goroutines that should come to an end.
package noexit

import (
	"context"
	"os"
	"sync"
	"time"
)

func work() error { return nil }

type cache struct {
	mu      sync.Mutex
	entries map[string]int
}

func newCache() *cache {
	c := &cache{entries: make(map[string]int)}
	go c.sweep()
	return c
}

func (c *cache) sweep() {
	for { // want `goroutine started at line 20 never ends: nothing leaves this loop, although cache has a method Close`
		time.Sleep(time.Minute)
		c.mu.Lock()
		clear(c.entries)
		c.mu.Unlock()
	}
}

func (c *cache) Close() error { return nil }

type hub struct {
	in    chan int
	names chan string
	done  chan struct{}
}

func newHub() *hub {
	return &hub{in: make(chan int), names: make(chan string), done: make(chan struct{})}
}

func (h *hub) start() {
	go func() {
		for {
			select {
			case v := <-h.in:
				println(v)
			case <-h.done: // want `goroutine started at line 46 never ends: nobody sends on h.done or closes it, and the loop has no other way out`
				return
			}
		}
	}()
	go func() {
		for name := range h.names { // want `goroutine started at line 56 never ends: nothing closes h.names, although hub has a method stop`
			println(name)
		}
	}()
}

func (h *hub) put(v int, name string) {
	h.in <- v
	h.names <- name
}

func (h *hub) stop() { close(h.in) }

func passedContext(ctx context.Context, in <-chan int) {
	go func(ctx context.Context) {
		for { // want `goroutine started at line 71 never ends: nothing leaves this loop when ctx is done`
			select {
			case v := <-in:
				println(v, ctx)
			}
		}
	}(ctx)
}

func capturedContext(ctx context.Context, a, b <-chan int) {
	go func() {
		for { // want `goroutine started at line 82 never ends: nothing leaves this loop when ctx is done`
			select {
			case v := <-a:
				println(v, ctx)
			case v := <-b:
				println(v, ctx)
			}
		}
	}()
}

type worker struct{ jobs chan func() }

func (w *worker) Run(ctx context.Context) error {
	go w.loop(ctx)
	return ctx.Err()
}

func (w *worker) loop(ctx context.Context) error {
	tick := time.NewTicker(time.Second)
	for { // want `goroutine started at line 97 never ends: nothing leaves this loop when ctx is done`
		select {
		case f := <-w.jobs:
			f()
		case <-tick.C:
			work()
		}
	}
}

// The break is one of the select statement.
func breaksOut(ctx context.Context, in <-chan int) {
	go func() {
		for { // want `goroutine started at line 115 never ends: nothing leaves this loop when ctx is done`
			select {
			case v := <-in:
				println(v)
			case <-ctx.Done():
				break
			}
		}
	}()
}

// Near-misses.

type stoppable struct {
	in   chan int
	done chan struct{}
	once sync.Once
	ctx  context.Context
	end  context.CancelFunc
}

func newStoppable() *stoppable {
	s := &stoppable{in: make(chan int), done: make(chan struct{})}
	s.ctx, s.end = context.WithCancel(context.Background())
	go s.serve()
	go s.drain()
	go s.watch()
	return s
}

func (s *stoppable) serve() {
	for {
		select {
		case v := <-s.in:
			println(v)
		case <-s.done:
			return
		}
	}
}

func (s *stoppable) drain() {
	for v := range s.in {
		println(v)
	}
}

func (s *stoppable) watch() {
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-time.After(time.Second):
			work()
		}
	}
}

func (s *stoppable) Close() {
	s.once.Do(func() {
		close(s.done)
		close(s.in)
		s.end()
	})
}

func labelled(ctx context.Context, in <-chan int) {
	go func() {
	loop:
		for {
			select {
			case v := <-in:
				println(v)
			case <-ctx.Done():
				break loop
			}
		}
		println("done")
	}()
}

func failing(ctx context.Context) {
	go func() {
		for {
			if err := work(); err != nil {
				println(err, ctx)
				return
			}
		}
	}()
}

func exits(ctx context.Context) {
	go func() {
		for {
			if err := work(); err != nil {
				println(err, ctx)
				os.Exit(1)
			}
		}
	}()
}

func panics(ctx context.Context) {
	go func() {
		for {
			if err := work(); err != nil {
				println(ctx)
				panic(err)
			}
		}
	}()
}

// Nothing says that these should end.
func background() {
	go func() {
		for {
			time.Sleep(time.Minute)
			work()
		}
	}()
}

func consume(in <-chan int) {
	go func() {
		for v := range in {
			println(v)
		}
	}()
}

// Whoever has the channel may close it.
func shared(closers map[string]chan struct{}, in chan int) {
	done := make(chan struct{})
	closers["x"] = done
	go func() {
		for {
			select {
			case v := <-in:
				println(v)
			case <-done:
				return
			}
		}
	}()
}

func Exported() chan<- struct{} {
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-time.After(time.Second):
				work()
			case <-done:
				return
			}
		}
	}()
	return done
}

// One for the whole process.

type global struct{ m map[string]int }

var (
	once     sync.Once
	instance *global
)

func get() *global {
	once.Do(func() {
		instance = &global{m: make(map[string]int)}
		go instance.sweep()
	})
	return instance
}

func (g *global) sweep() {
	for {
		time.Sleep(time.Minute)
		clear(g.m)
	}
}

func (g *global) Close() {}

type registry struct{ m map[string]int }

var defaultRegistry = newRegistry()

func newRegistry() *registry {
	r := &registry{m: make(map[string]int)}
	go r.sweep()
	return r
}

func (r *registry) sweep() {
	for {
		time.Sleep(time.Minute)
		clear(r.m)
	}
}

func (r *registry) Close() {}

type flusher struct{ buf []byte }

func init() {
	f := &flusher{}
	go f.loop()
}

func (f *flusher) loop() {
	for {
		time.Sleep(time.Second)
		f.buf = f.buf[:0]
	}
}

func (f *flusher) Close() {}

// The context is for the connection that is made.
type client struct{ n int }

func dial(ctx context.Context) (*client, error) {
	c := &client{}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	go func() {
		for {
			time.Sleep(time.Second)
			work()
		}
	}()
	return c, nil
}

func waits(ctx context.Context, in <-chan int) {
	go func() {
		for ctx.Err() == nil {
			println(<-in)
		}
	}()
}

type bucket struct{ n int }

// The context is for what is done before the goroutine starts.
func (b *bucket) refill(ctx context.Context) {
	if ctx.Value("rate") == nil {
		return
	}
	go func() {
		for range time.Tick(time.Second) {
			b.n++
		}
	}()
}

type listener struct{ messages chan string }

func (l *listener) connect() {
	l.messages = make(chan string)
	l.monitor(l.messages)
}

func (l *listener) monitor(messages <-chan string) {
	go func() {
		for { // want `never ends: nothing closes l.messages, although listener has a method Stop`
			m, ok := <-messages
			if !ok {
				return
			}
			println(m, l)
		}
	}()
}

func (l *listener) receive(m string) { l.messages <- m }

func (l *listener) Stop() {}
