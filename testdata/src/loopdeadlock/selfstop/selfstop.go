// Package selfstop has loops that wait for their own end.
package selfstop

import (
	"context"
	"sync"
	"time"
)

type server struct {
	in   chan int
	quit chan struct{}
	done chan struct{}
	once sync.Once
}

func newServer() *server {
	s := &server{in: make(chan int), quit: make(chan struct{}), done: make(chan struct{})}
	go s.run()
	return s
}

func (s *server) run() {
	defer close(s.done)
	for {
		select {
		case v := <-s.in:
			if v < 0 {
				s.Stop() // want `^the loop of run \(line \d+\) calls s.Stop, which receives from s.done, which this goroutine closes at its end: it waits for that for ever$`
			}
			go s.Stop()
			s.fail(v)
		case <-s.quit:
			return
		}
	}
}

func (s *server) fail(v int) {
	if v > 9 {
		s.shutdown() // want `the loop of run \(line \d+\) calls s.shutdown → s.Stop, which receives from s.done`
	}
}

func (s *server) shutdown() { s.Stop() }

func (s *server) Stop() {
	s.once.Do(func() { close(s.quit) })
	<-s.done
}

func (s *server) Close() { s.shutdown() }

func (s *server) Put(v int) { s.in <- v }

// With a group.
type grouped struct {
	in   chan int
	quit chan struct{}
	wg   sync.WaitGroup
}

func (g *grouped) Start() {
	g.wg.Add(1)
	go g.run()
}

func (g *grouped) run() {
	defer g.wg.Done()
	for {
		select {
		case <-g.in:
			g.Stop() // want `the loop of run \(line \d+\) calls g.Stop, which waits for the group that this goroutine is in`
		case <-g.quit:
			return
		}
	}
}

func (g *grouped) Stop() {
	close(g.quit)
	g.wg.Wait()
}

// In literals, and in the function around.
type wrapped struct {
	in, quit chan int
	stopped  chan struct{}
	wg       sync.WaitGroup
}

func (w *wrapped) Start(ctx context.Context) {
	w.wg.Add(1)
	go func() {
		defer w.wg.Done()
		defer close(w.stopped)
		w.loop(ctx)
	}()
}

func (w *wrapped) loop(ctx context.Context) {
	for {
		select {
		case <-w.in:
			w.wg.Wait() // want `the loop of loop \(line \d+\) waits for the group that this goroutine is in`
		case <-w.quit:
			w.Close() // want `the loop of loop \(line \d+\) calls w.Close, which receives from w.stopped`
			return
		case <-ctx.Done():
			return
		}
	}
}

func (w *wrapped) Close() { <-w.stopped }

func newWrapped() *wrapped { return &wrapped{stopped: make(chan struct{})} }

type spawned struct {
	in, quit chan int
	wg       sync.WaitGroup
}

func (s *spawned) Start() {
	s.wg.Go(s.run)
}

func (s *spawned) run() {
	for {
		select {
		case <-s.in:
			s.Stop() // want `the loop of run \(line \d+\) calls s.Stop, which waits for the group`
		case <-s.quit:
			return
		}
	}
}

func (s *spawned) Stop() {
	close(s.quit)
	s.wg.Wait()
}

func local(in chan int) {
	done := make(chan struct{})
	stop := func() { <-done }
	go func() {
		defer close(done)
		for v := range in {
			if v == 0 {
				stop() // want `the loop at line \d+ calls stop, which receives from done`
			}
		}
	}()
	stop()
}

// Near-misses.

type fine struct {
	in    chan int
	quit  chan struct{}
	done  chan struct{}
	peer  *fine
	wg    sync.WaitGroup // for the workers, not for the loop
	loops sync.WaitGroup
}

func newFine(peer *fine) *fine {
	f := &fine{in: make(chan int), quit: make(chan struct{}), done: make(chan struct{}), peer: peer}
	f.loops.Add(1)
	go f.run()
	return f
}

func (f *fine) run() {
	defer f.loops.Done()
	defer close(f.done)
	for {
		select {
		case v := <-f.in:
			f.peer.Stop()
			f.peer.Wait()
			go f.Stop()
			go func() { f.Wait() }()
			f.signal()
			f.halt(false)
			f.patient()
			f.work(v)
			f.wg.Wait()
		case <-f.quit:
			f.wg.Wait()
			return
		}
	}
}

func (f *fine) work(v int) {
	f.wg.Go(func() { _ = v })
}

func (f *fine) signal() { close(f.quit) }

func (f *fine) Stop() {
	f.signal()
	<-f.done
}

func (f *fine) Halt() { f.halt(true) }

func (f *fine) halt(wait bool) {
	close(f.quit)
	if wait {
		<-f.done
	}
}

func (f *fine) Wait() { f.loops.Wait() }

// Gives up.
func (f *fine) patient() {
	select {
	case <-f.done:
	case <-time.After(time.Second):
	}
}

// After the loop.
func (f *fine) supervise(in chan int) {
	for range in {
	}
	f.Stop()
}

// Somebody else closes the channel too.
type either struct {
	in   chan int
	done chan struct{}
	once sync.Once
}

func newEither() *either {
	e := &either{in: make(chan int), done: make(chan struct{})}
	go e.run()
	return e
}

func (e *either) run() {
	defer e.finish()
	for v := range e.in {
		if v == 0 {
			<-e.done
		}
	}
}

func (e *either) finish() { e.once.Do(func() { close(e.done) }) }

func (e *either) Abort() { e.finish() }

// An answerer hands its answer to whoever asks: that somebody receives it ends the
// wait, though its own end does not.
type answerer struct {
	ask    chan int
	answer chan int
	stop   chan struct{}
	done   chan struct{}
}

func newAnswerer() *answerer {
	a := &answerer{make(chan int), make(chan int), make(chan struct{}), make(chan struct{})}
	go a.run()
	return a
}

func (a *answerer) run() {
	for {
		select {
		case n := <-a.ask:
			select {
			case a.answer <- n + 1:
			case <-a.done:
			}
		case <-a.stop:
			close(a.done)
			return
		}
	}
}

func (a *answerer) next(n int) int {
	select {
	case a.ask <- n:
	case <-a.done:
		return 0
	}
	select {
	case n := <-a.answer:
		return n
	case <-a.done:
		return 0
	}
}
