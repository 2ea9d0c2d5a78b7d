package runs

import (
	"context"
	"sync"
	"time"
)

func do(f func())       { f() }
func twice(f func())    { f(); f() }
func start(f func())    { go f() }
func unused(f func())   {}
func deferred(f func()) { defer f() }

func sometimes(b bool, f func()) {
	if b {
		f()
	}
}

func always(b bool, f func()) {
	if b {
		println()
	}
	f()
}

func forwards(f func()) { do(f) }

func literals(b bool) {
	ch := make(chan int, 9)   // want `^ch cap 9 local: `
	do(func() { ch <- 1 })    // want `^must send ch, 1 to 1$`
	twice(func() { ch <- 1 }) // want `^may send ch, 0 or more$`
	start(func() { ch <- 1 }) // want `^must send ch, 1 to 1$`
	unused(func() { ch <- 1 })
	deferred(func() { ch <- 1 })     // want `^must send ch, 1 to 1$`
	sometimes(b, func() { ch <- 1 }) // want `^may send ch, 0 or more$`
	always(b, func() { ch <- 1 })    // want `^must send ch, 1 to 1$`
	forwards(func() { ch <- 1 })     // want `^may send ch, 0 or more$`
	<-ch
}

// Functions of other packages.

func others(ctx context.Context, m *sync.Map, unknown func(func())) {
	given := make(chan int) // want `^given cap 0 local: `
	var wg sync.WaitGroup
	wg.Go(func() { given <- 1 })                             // want `^must send given, 1 to 1$`
	m.Range(func(k, v any) bool { given <- 1; return true }) // want `^may send given, 0 or more$`
	time.AfterFunc(1, func() { given <- 1 })                 // want `^must send given, 1 to 1$`
	unknown(func() { given <- 1 })                           // want `^may send given, 0 or more$`
	<-given
}

func inTasks(wg *sync.WaitGroup) {
	ch := make(chan int) // want `^ch cap 0 local: send@2 in inTasks.1.1, recv@6$`
	run := func() {
		wg.Go(func() { ch <- 1 }) // want `^must send ch, 1 to 1$`
	}
	run()
	wg.Wait()
	<-ch
}

// sync.Once and its relatives.

func once() {
	ch := make(chan int) // want `^ch cap 0 local: close@2 deferred in once.1, close@3 in once.2, close@8 in once.4$`
	var o sync.Once
	defer o.Do(func() { close(ch) })            // want `^must close ch, 0 to 1$` `^must close ch, 1 to 1$`
	stop := sync.OnceFunc(func() { close(ch) }) // want `^must close ch, 1 to 1$`
	defer stop()                                // want `^must close ch, 0 to 1$`
	go func() {                                 // want `^must close ch, 0 to 1$`
		defer stop() // want `^must close ch, 0 to 1$`
	}()
	p := sync.OnceFunc(func() { close(ch) }) // want `^must close ch, 1 to 1$`
	_ = p
}

func onceStored(h *hooks) {
	stored := make(chan int)                         // want `^stored cap 0 local: close@1 in onceStored.1$`
	h.stop = sync.OnceFunc(func() { close(stored) }) // want `^must close stored, 1 to 1$`
	h.stop()                                         // want `^may send given, 0 or more; may close stored, 0 or more; may close kept, 0 or more; may close returned, 0 or more$`
}

// Functions that are stored may be called by whoever calls stored functions.

type hooks struct {
	fs   []func()
	stop func()
}

func (h *hooks) add(f func()) { h.fs = append(h.fs, f) }

func (h *hooks) run() {
	for _, f := range h.fs {
		f() // want `^may send given, 0 or more; may close stored, 0 or more; may close kept, 0 or more; may close returned, 0 or more$`
	}
}

func stored(h *hooks, cancel context.CancelFunc) {
	kept := make(chan int)        // want `^kept cap 0 local: close@1 in stored.1$`
	h.add(func() { close(kept) }) // want `^may close kept, 0 or more$` `^must close kept, 1 to 1$`
	h.run()                       // want `^may send given, 0 or more; may close stored, 0 or more; may close kept, 0 or more; may close returned, 0 or more$`
	_, stop := context.WithCancel(context.Background())
	stop()
	cancel()
}

func cleanUp() (func(), chan int) {
	returned := make(chan int)                  // want `^returned cap 0 local: close@1 in cleanUp.1, recv@7 in cleans$`
	return func() { close(returned) }, returned // want `^must close returned, 1 to 1$`
}

func cleans() {
	stop, returned := cleanUp()
	defer stop() // want `^may send given, 0 or more; may close stored, 0 or more; may close kept, 0 or more; may close returned, 0 or more$`
	<-returned
}

// Methods that are called through interfaces.

type closer interface{ Close() error }

type readCloser interface {
	closer
	Read() int
}

type conn struct{ done chan bool }

func newConn() conn { return conn{make(chan bool)} } // want `^c.done cap 0: close@2 in Close$`

func (c conn) Close() error { close(c.done); return nil } // want `^must close c.done, 1 to 1$`

func closes(a closer, b readCloser) {
	a.Close() // want `^may close c.done, 0 or more$`
	b.Close()
}
