package owner

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

func work() {}

// A stop channel in a field, closed by Close.
type A struct{ stop chan struct{} }

func NewA() *A {
	a := &A{stop: make(chan struct{})}
	go a.loop() // want `A.Close by stop`
	return a
}

func (a *A) loop() {
	for {
		select {
		case <-a.stop:
			return
		case <-time.After(1):
			work()
		}
	}
}

func (a *A) Close() { close(a.stop) }

// The same through a helper and a sync.Once, with a local copy for the task.
type B struct {
	once sync.Once
	stop chan struct{}
}

func NewB() *B {
	stop := make(chan struct{})
	b := &B{stop: stop}
	go func() { // want `B.shutdown, B.Stop by stop`
		for range time.Tick(1) {
			select {
			case <-stop:
				return
			default:
			}
		}
	}()
	return b
}

func (b *B) shutdown() { b.once.Do(func() { close(b.stop) }) }
func (b *B) Stop()     { b.shutdown() }

// A cancel function in a field.
type C struct {
	cancel context.CancelFunc
	wg     sync.WaitGroup
}

func NewC(ctx context.Context) *C {
	c := &C{}
	ctx, c.cancel = context.WithCancel(ctx)
	c.wg.Add(1)
	go c.run(ctx) // want `C.Shutdown by cancel, the caller`
	return c
}

func (c *C) run(ctx context.Context) {
	defer c.wg.Done()
	for ctx.Err() == nil {
		work()
	}
}

func (c *C) Shutdown() {
	c.cancel()
	c.wg.Wait()
}

// A context in a field.
type D struct {
	ctx    context.Context
	cancel func()
}

func NewD() *D {
	d := new(D)
	d.ctx, d.cancel = context.WithCancel(context.Background())
	go d.run() // want `D.Close by ctx cancel`
	return d
}

func (d *D) run() {
	<-d.ctx.Done()
	work()
}

func (d *D) Close() { d.cancel() }

// Embedded.
type base struct{ quit chan bool }

func (b *base) Close() { b.quit <- true }

type E struct{ *base }

func NewE() E {
	e := E{&base{make(chan bool)}}
	go func() { // want `base.Close by quit`
		for {
			select {
			case <-e.quit:
				return
			case <-time.After(1):
			}
		}
	}()
	return e
}

// A stop function that is returned.
func Start() (stop func()) {
	done := make(chan struct{})
	go func() { // want `^returned$`
		<-done
		work()
	}()
	return func() { close(done) }
}

func StartContext() context.CancelFunc {
	ctx, cancel := context.WithCancel(context.Background())
	go func() { // want `^returned$`
		<-ctx.Done()
	}()
	return cancel
}

// A stop function that is kept.
type F struct{ stopFn func() }

func NewF() *F {
	done := make(chan struct{})
	f := &F{stopFn: func() { close(done) }}
	go func() { // want `^F.Stop$`
		<-done
	}()
	return f
}

func (f *F) Stop() { f.stopFn() }

// A flag.
type G struct {
	closed atomic.Bool
	plain  bool
}

func (g *G) Start() {
	go func() { // want `G.Close by closed`
		for !g.closed.Load() {
			work()
		}
	}()
	go func() { // want `G.Abort by plain`
		for !g.plain {
			work()
		}
	}()
}

func (g *G) Close() { g.closed.Store(true) }
func (g *G) Abort() { g.plain = true }

// A connection or listener.
type H struct {
	l    net.Listener
	conn net.Conn
	srv  interface {
		Serve(net.Listener)
		Close()
	}
}

func (h *H) Start() {
	go func() { // want `H.Close by l`
		for {
			c, err := h.l.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	go h.read()         // want `H.Close by conn`
	go h.srv.Serve(h.l) // want `H.Close, unknown by l srv`
}

func (h *H) read() {
	buf := make([]byte, 10)
	for {
		if _, err := h.conn.Read(buf); err != nil {
			return
		}
	}
}

func (h *H) Close() {
	h.l.Close()
	h.conn.Close()
	h.srv.Close()
}

// Nobody stops it.
type I struct{ stop chan struct{} }

func NewI() *I {
	i := &I{stop: make(chan struct{})}
	go i.loop() // want `nobody by stop`
	go i.spin() // want `^nobody$`
	return i
}

func (i *I) loop() {
	for {
		select {
		case <-i.stop:
			return
		case <-time.After(1):
		}
	}
}

func (i *I) spin() {
	for {
		work()
	}
}

// The caller, and the spawner.
func Watch(ctx context.Context, quit <-chan int) {
	go func() { // want `^the caller$`
		select {
		case <-ctx.Done():
		case <-quit:
		}
	}()
	inner, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() { // want `^the spawner$`
		<-inner.Done()
	}()
}

// Somebody else's code.
type J struct{ Stop chan struct{} }

func NewJ() *J {
	j := &J{Stop: make(chan struct{})}
	go func() { // want `unknown by Stop`
		<-j.Stop
	}()
	return j
}

var hooks []func()

func Hooked() {
	done := make(chan struct{})
	go func() { // want `^unknown$`
		<-done
	}()
	hooks = append(hooks, func() { close(done) })
}

// A promoted method closes the connection, a helper the channel of a parameter.
type K struct {
	conn  *net.UDPConn
	conns map[string]net.Conn
	quit  chan struct{}
}

func (k *K) Start() {
	go func() { // want `^K.Close by conn$`
		for {
			if _, _, err := k.conn.ReadFromUDP(nil); err != nil {
				return
			}
		}
	}()
	go func() { // want `^K.Close by quit$`
		<-k.quit
	}()
	for _, c := range k.conns {
		go func() { // want `^K.Close by conns$`
			for {
				if _, err := c.Read(nil); err != nil {
					return
				}
			}
		}()
	}
}

func shut(ch chan struct{}) { close(ch) }

func (k *K) Close() {
	k.conn.Close()
	shut(k.quit)
	for _, c := range k.conns {
		c.Close()
	}
}

// Generic.
type L[T any] struct {
	in   chan T
	stop chan struct{}
}

func NewL[T any]() *L[T] {
	l := &L[T]{in: make(chan T), stop: make(chan struct{})}
	go l.run() // want `L\[T\].Close by stop$`
	return l
}

func (l *L[T]) run() {
	for {
		select {
		case <-l.in:
		case <-l.stop:
			return
		}
	}
}

func (l *L[T]) Close() { close(l.stop) }

// Made by somebody else, who may know how to stop it.
func Follow(other interface{ Stopped() <-chan struct{} }) {
	go func() { // want `^unknown$`
		<-other.Stopped()
	}()
}
