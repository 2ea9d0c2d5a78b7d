// Package signal has tasks that end without closing the channel which they close
// on other paths, and some that only seem to.
package signal

import (
	"log"
	"sync"
)

func work(int) error { return nil }

// Bugs.

func earlyReturn(x int) {
	done := make(chan struct{})
	go func() {
		if err := work(x); err != nil {
			log.Print(err)
			return // want `the task ends here without close\(done\), which is called at line 21: the receive at line 23 blocks for ever`
		}
		close(done)
	}()
	<-done
}

func conditional(x int) {
	done := make(chan struct{})
	go func() {
		if work(x) == nil {
			close(done) // want `the task can end at line 32 without this close of done: the receive at line 33 blocks for ever`
		}
	}()
	<-done
}

type server struct {
	quit, done chan struct{}
}

func newServer() *server {
	s := &server{quit: make(chan struct{}), done: make(chan struct{})}
	go s.loop()
	return s
}

func (s *server) loop() {
	for {
		select {
		case <-s.quit:
			return // want `the task ends here without close\(s.done\), which is called at line 57: the receive at line 62 blocks for ever`
		default:
		}
		if work(1) != nil {
			break
		}
	}
	close(s.done)
}

func (s *server) stop() {
	close(s.quit)
	<-s.done
}

func results(xs []int) (sum int) {
	out := make(chan int)
	go func() {
		for _, x := range xs {
			if work(x) != nil {
				return // want `the task ends here without close\(out\)`
			}
			out <- x
		}
		close(out)
	}()
	for x := range out {
		sum += x
	}
	return sum
}

// Near-misses.

func corrected(x int) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if work(x) != nil {
			return
		}
		work(x + 1)
	}()
	<-done
}

func byHand(x int) {
	done := make(chan struct{})
	go func() {
		if work(x) != nil {
			close(done)
			return
		}
		close(done)
	}()
	<-done
}

// sends tells its failure by a value.
func sends(x int) error {
	done := make(chan error, 1)
	go func() {
		if err := work(x); err != nil {
			done <- err
			return
		}
		close(done)
	}()
	return <-done
}

// orElse is told of the failure by another channel.
func orElse(x int) error {
	ready := make(chan struct{})
	errc := make(chan error, 1)
	go func() {
		if err := work(x); err != nil {
			errc <- err
			return
		}
		close(ready)
	}()
	select {
	case <-ready:
		return nil
	case err := <-errc:
		return err
	}
}

// last closes when all of several tasks are done.
func last(xs []int) {
	done := make(chan struct{})
	var mu sync.Mutex
	left := len(xs)
	for _, x := range xs {
		go func() {
			work(x)
			mu.Lock()
			left--
			end := left == 0
			mu.Unlock()
			if end {
				close(done)
			}
		}()
	}
	<-done
}

// elsewhere is closed by others if the task does not.
type elsewhere struct {
	once sync.Once
	done chan struct{}
}

func newElsewhere() *elsewhere {
	e := &elsewhere{done: make(chan struct{})}
	go e.run()
	return e
}

func (e *elsewhere) run() {
	if work(1) != nil {
		return
	}
	e.once.Do(func() { close(e.done) })
}

func (e *elsewhere) close() {
	e.once.Do(func() { close(e.done) })
	<-e.done
}

func unread(x int) {
	done := make(chan struct{})
	go func() {
		if work(x) != nil {
			return
		}
		close(done)
	}()
}

func polled(x int) bool {
	done := make(chan struct{})
	go func() {
		if work(x) != nil {
			return
		}
		close(done)
	}()
	select {
	case <-done:
		return true
	default:
		return false
	}
}

func finish(done chan struct{}) { close(done) }

func helper(x int) {
	done := make(chan struct{})
	go func() {
		if work(x) != nil {
			finish(done)
			return
		}
		close(done)
	}()
	<-done
}

// optional tells its end only if anybody is to know.
type optional struct{ done chan struct{} }

func (o *optional) run(x int) {
	if o.done != nil {
		defer close(o.done)
	}
	work(x)
}

func startOptional(wait bool) *optional {
	o := &optional{}
	if wait {
		o.done = make(chan struct{})
	}
	go o.run(3)
	return o
}

func (o *optional) wait() { <-o.done }

// abandoned has no result, and nobody who waits for one, if its input ends early.
type abandoned struct {
	in   chan int
	sum  int
	done chan struct{}
}

func newAbandoned(n int) *abandoned {
	a := &abandoned{in: make(chan int, n), done: make(chan struct{})}
	go a.run(n)
	return a
}

func (a *abandoned) run(n int) {
	for range n {
		x, ok := <-a.in
		if !ok {
			return
		}
		a.sum += x
	}
	close(a.done)
}

func (a *abandoned) result() int {
	<-a.done
	return a.sum
}

func newSplit(x int) *split {
	s := &split{done: make(chan struct{})}
	go func() {
		if work(x) != nil {
			return // want `the receive at other.go:7 blocks for ever`
		}
		close(s.done)
	}()
	return s
}
