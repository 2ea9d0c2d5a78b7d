package firesend

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

type event struct {
	key  string
	size int
}

func forward(in <-chan event, out chan<- event) {
	for e := range in {
		go func() { // want `each value of in starts a goroutine only to send to out: when that is not emptied as fast, nothing limits how many pile up, and they lose their order`
			out <- e
		}()
	}
}

func forwardArgument(in <-chan event, out chan<- event) {
	for e := range in {
		go func(e event) { out <- e }(e) // want `each value of in starts a goroutine only to send to out`
	}
}

func forwardNamed(in <-chan event, out chan<- event) {
	for e := range in {
		go send(out, e) // want `each value of in starts a goroutine only to send to out`
	}
}

func send(out chan<- event, e event) { out <- e }

func forwardUntilDone(ctx context.Context, in <-chan event, out chan<- event, wg *sync.WaitGroup) {
	for e := range in {
		wg.Add(1)
		go func() { // want `each value of in starts a goroutine only to send to out`
			defer wg.Done()
			select {
			case out <- e:
			case <-ctx.Done():
				return
			}
		}()
	}
}

func read(conn *net.UDPConn, out chan<- event) {
	buf := make([]byte, 1500)
	for {
		n, err := conn.Read(buf)
		if err != nil {
			return
		}
		e := event{size: n}
		go func() { out <- e }() // want `each result of conn.Read starts a goroutine only to send to out`
	}
}

type relay struct {
	in     chan event
	out    chan event
	paused bool
}

func (r *relay) run() {
	for e := range r.in {
		r.handle(e)
	}
}

// The loop is the caller's.
func (r *relay) handle(e event) {
	if e.size == 0 {
		return
	}
	go func() { r.out <- e }() // want `each value of r.in starts a goroutine only to send to r.out`
}

func (r *relay) runs() {
	for e := range r.in {
		r.wake()
		_ = e
	}
}

// Not about the event: it may come seldom, for its own reasons.
func (r *relay) wake() {
	if r.paused {
		go func() { r.out <- event{key: "wake"} }()
	}
}

func ticks(out chan<- event) {
	for range time.Tick(time.Second) {
		go func() { out <- event{key: "tick"} }() // want `each tick of time.Tick\(\) starts a goroutine only to send to out`
	}
}

// Waits itself: that is back pressure.
func direct(in <-chan event, out chan<- event) {
	for e := range in {
		out <- e
	}
}

func once(e event) <-chan event {
	out := make(chan event)
	go func() { out <- e }()
	return out
}

// As many as there are events in a list.
func list(events []event, out chan<- event) {
	for _, e := range events {
		go func() { out <- e }()
	}
}

func limited(in <-chan event, out chan<- event) {
	sem := make(chan struct{}, 10)
	for e := range in {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			out <- e
		}()
	}
}

func waits(in <-chan event, out chan event) {
	for e := range in {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- e
		}()
		wg.Wait()
	}
}

func timed(in <-chan event, out chan<- event) {
	for e := range in {
		go func() {
			select {
			case out <- e:
			case <-time.After(time.Second):
			}
		}()
	}
}

func tries(in <-chan event, out chan<- event) {
	for e := range in {
		go func() {
			select {
			case out <- e:
			default:
			}
		}()
	}
}

// The goroutines work: how long that takes is another category's subject.
func works(in <-chan event, out chan<- event) {
	for e := range in {
		go func() { out <- compute(e) }()
	}
}

func compute(e event) event { return event{key: e.key + e.key} }

// A loop that sends to itself would wait for itself.
func again(ch chan event) {
	for e := range ch {
		if e.size > 0 {
			e.size--
			go func() { ch <- e }()
		}
	}
}

func (r *relay) loop(stop <-chan struct{}) {
	for {
		select {
		case e := <-r.in:
			go func() { r.out <- e }()
		case <-r.out:
		case <-stop:
			return
		}
	}
}

//asynclint:bounded
func declared(in <-chan event, out chan<- event) {
	for e := range in {
		go func() { out <- e }()
	}
}

// The loop ends with the first.
func first(in <-chan event, out chan<- event) {
	for e := range in {
		if e.size > 0 {
			go func() { out <- e }()
			return
		}
	}
}

// A queue whose loop is here, and whose callers are elsewhere.
type UI struct {
	events  chan func()
	alerts  chan event
	errs    chan error
	conns   chan net.Conn
	answers chan answer
	state   chan event
	running atomic.Bool
	started bool
	late    chan event
	handed  chan event
	orders  chan event
}

type answer struct {
	e     event
	reply chan int
}

func (u *UI) Loop() {
	for {
		select {
		case f := <-u.events:
			f()
		case e := <-u.alerts:
			_ = e
		case <-u.errs:
		case c := <-u.conns:
			c.Close()
		case a := <-u.answers:
			a.reply <- a.e.size
		case <-u.state:
		case e := <-u.orders:
			u.Reorder(e)
		}
	}
}

func (u *UI) Update(f func()) {
	go func() { u.events <- f }() // want `each call of \(\*UI\).Update starts a goroutine only to send to u.events: when that is not emptied as fast, nothing limits how many pile up, and they lose their order`
}

func (u *UI) Notify(key string, size int) {
	e := event{key: key, size: size}
	go func() { u.alerts <- e }() // want `each call of \(\*UI\).Notify starts a goroutine only to send to u.alerts`
}

func (u *UI) UpdateLater(f func()) {
	go u.update(f) // want `each call of \(\*UI\).UpdateLater starts a goroutine only to send to u.events`
}

func (u *UI) update(f func()) { u.events <- f }

func (u *UI) UpdateNow(f func()) { u.events <- f }

// Errors come seldom, and the last of them ends all.
func (u *UI) Fail(err error) {
	go func() { u.errs <- err }()
}

// A connection each is what a server is made of.
func (u *UI) Hand(c net.Conn) {
	go func() { u.conns <- c }()
}

// Who calls this waits for the answer: there are as many goroutines as callers.
func (u *UI) Ask(e event) int {
	a := answer{e, make(chan int)}
	go func() { u.answers <- a }()
	return <-a.reply
}

// Not for each call.
func (u *UI) Begin(e event) {
	if u.running.CompareAndSwap(false, true) {
		go func() { u.state <- e }()
	}
}

func (u *UI) Mark(e event) {
	if u.started {
		return
	}
	u.started = true
	go func() { u.state <- e }()
}

func (u *UI) Sometimes(e event, l limiter) {
	if l.Allow() {
		go func() { u.state <- e }()
	}
}

type limiter interface{ Allow() bool }

// Nothing of the caller's: a request to do something.
func (u *UI) Refresh() {
	go func() { u.state <- event{key: "refresh"} }()
}

func (u *UI) Stop(e event) {
	go func() { u.state <- e }()
}

func StartUI(e event) *UI {
	u := &UI{state: make(chan event)}
	go func() { u.state <- e }()
	return u
}

// The loop calls it.
func (u *UI) Reorder(e event) {
	go func() { u.orders <- e }()
}

// Received once.
func (u *UI) Late(e event) {
	go func() { u.late <- e }()
}

func (u *UI) Wait() event { return <-u.late }

// Nobody knows who receives.
func (u *UI) Handed(e event) {
	go func() { u.handed <- e }()
}

func (u *UI) Events() <-chan event { return u.handed }
