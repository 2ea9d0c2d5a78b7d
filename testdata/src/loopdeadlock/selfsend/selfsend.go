// Package selfsend has loops that send to themselves.
package selfsend

import (
	"context"
	"time"
)

type event struct{ kind int }

type server struct {
	events chan event
	reload chan bool
	quit   chan struct{}
	out    chan event
}

func newServer() *server {
	s := &server{events: make(chan event), reload: make(chan bool), quit: make(chan struct{}), out: make(chan event)}
	go s.run()
	return s
}

func (s *server) run() {
	for {
		select {
		case e := <-s.events:
			s.handle(e)
		case <-s.reload:
			s.events <- event{1} // want `^the loop of run \(line \d+\) sends to s.events, from which only this loop receives, and which has no buffer: the loop waits for itself for ever$`
		case <-s.quit:
			s.Post(event{2}) // want `the loop of run \(line \d+\) calls s.Post, which sends to s.events`
			return
		}
	}
}

func (s *server) handle(e event) {
	if e.kind == 3 {
		s.fail(e)
	}
	go s.Post(e)
	s.out <- e
}

func (s *server) fail(e event) {
	s.Post(e) // want `the loop of run \(line \d+\) calls s.Post, which sends to s.events`
}

// Post is right for everybody else.
func (s *server) Post(e event) { s.events <- e }

func (s *server) Stop() { s.quit <- struct{}{} }

func (s *server) Next() event { return <-s.out }

// A loop in a literal, with local channels.
func local(ctx context.Context) chan<- int {
	jobs := make(chan int)
	ticks := time.NewTicker(time.Second)
	go func() {
		defer ticks.Stop()
		for {
			select {
			case j := <-jobs:
				if j > 0 {
					jobs <- j - 1 // want `the loop at line \d+ sends to jobs, from which only this loop receives`
				}
			case <-ticks.C:
				retry(jobs, 1)
			case <-ctx.Done():
				return
			}
		}
	}()
	return jobs
}

func retry(jobs chan<- int, j int) { jobs <- j } // want `the loop at line \d+ sends to jobs, from which only this loop receives`

// A loop around one receive.
func consume(names []string) {
	jobs := make(chan string)
	go func() {
		for _, n := range names {
			jobs <- n
		}
		close(jobs)
	}()
	for j := range jobs {
		if j == "" {
			jobs <- "again" // want `the loop of consume \(line \d+\) sends to jobs`
		}
	}
}

// The receive is in a helper that only the loop calls.
type helper struct{ in, more chan int }

func startHelper() *helper {
	h := &helper{in: make(chan int), more: make(chan int)}
	go h.loop()
	return h
}

func (h *helper) loop() {
	for h.step() {
	}
}

func (h *helper) step() bool {
	select {
	case v := <-h.in:
		h.in <- v // want `the loop of loop \(line \d+\) sends to h.in`
	case v, ok := <-h.more:
		return ok && v > 0
	}
	return true
}

func (h *helper) feed(v int) { h.in <- v; h.more <- v }

// One loop for each object.
type conn struct {
	in  chan int
	out chan int
}

func serve(n int) []*conn {
	var list []*conn
	for range n {
		c := &conn{in: make(chan int), out: make(chan int)}
		go c.pump()
		list = append(list, c)
	}
	return list
}

func (c *conn) pump() {
	for {
		select {
		case v := <-c.in:
			c.send(v) // want `the loop of pump \(line \d+\) calls c.send, which sends to c.out`
		case <-c.out:
		}
	}
}

func (c *conn) send(v int) { c.out <- v }

func use(c *conn) { c.send(1) }

// In a literal that a function calls.
type list struct{ in, cmd chan int }

func (l *list) Run() {
	for {
		select {
		case <-l.in:
			each(func(v int) {
				l.cmd <- v // want `the loop of Run \(line \d+\) sends to l.cmd`
			})
		case <-l.cmd:
		}
	}
}

func newList() *list { return &list{make(chan int), make(chan int)} }

func each(f func(int)) { f(1) }

// The type with the loop is embedded.
type base struct{ in, cmd chan int }

func (b *base) Cmd(v int) { b.cmd <- v }

type derived struct {
	base
	n int
}

func newDerived() *derived {
	d := &derived{base: base{make(chan int), make(chan int)}}
	go d.run()
	return d
}

func (d *derived) run() {
	for {
		select {
		case v := <-d.in:
			d.Cmd(v) // want `the loop of run \(line \d+\) calls d.Cmd, which sends to b.cmd`
		case v := <-d.cmd:
			d.n += v
			d.base.in <- v // want `the loop of run \(line \d+\) sends to b.in`
		}
	}
}

func (b *base) Put(v int) { b.in <- v }
