package spinning

import (
	"context"
	"fmt"
	"log"
	"sync"
	"time"
)

// Each answers the close in a way that ends the loop, or the case.
func answered(ctx context.Context) {
	a, b, c, d, e := make(chan int), make(chan *job), make(chan string), make(chan error), make(chan job)
	go func() {
		close(a)
		close(b)
		close(c)
		close(d)
		close(e)
	}()
	closed := false
loop:
	for {
		select {
		case n, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			fmt.Println(n)
		case j := <-b:
			if j == nil {
				return
			}
		case s := <-c:
			if len(s) == 0 {
				break loop
			}
		case err := <-d:
			if err == nil {
				closed = true
				break
			}
		case j := <-e:
			if j.name == "" {
				break loop
			}
		case <-ctx.Done():
			log.Fatal("over")
		}
		if closed {
			break
		}
	}
}

// The condition of the loop ends it.
func condition(ctx context.Context, in chan int) {
	for ctx.Err() == nil {
		select {
		case <-in:
		case <-ctx.Done():
			break
		}
	}
	running := true
	for running {
		select {
		case <-in:
		case <-ctx.Done():
			running = false
			break
		}
	}
	for !isDone(ctx) {
		select {
		case <-in:
		case <-ctx.Done():
		}
	}
}

func isDone(ctx context.Context) bool { return ctx.Err() != nil }

// What comes after the select ends the loop.
func after(ctx context.Context, in chan int) error {
	for {
		select {
		case <-in:
		case <-ctx.Done():
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// A break of an inner loop, or of a switch.
func inner(ctx context.Context, in chan int) {
	for {
		select {
		case n := <-in:
			for range n {
				break
			}
			switch n {
			case 1:
				break
			}
			break
		case <-ctx.Done():
			return
		}
	}
}

// A select without a loop.
func alone(ctx context.Context, in chan int) {
	select {
	case <-in:
	case <-ctx.Done():
		break
	}
}

// Nothing closes these, so far as is seen.
func open(in chan int, drop chan struct{}, tick *time.Ticker) {
	for {
		select {
		case n := <-in:
			fmt.Println(n)
		case <-drop:
			break
		case <-tick.C:
			break
		}
	}
}

type pump struct {
	in, out chan int
	done    chan struct{}
	stopped chan struct{}
	wg      sync.WaitGroup
	cancel  context.CancelFunc
}

func newPump(parent context.Context) *pump {
	ctx, cancel := context.WithCancel(parent)
	p := &pump{in: make(chan int), out: make(chan int), done: make(chan struct{}), stopped: make(chan struct{}), cancel: cancel}
	p.wg.Add(1)
	go p.run(ctx)
	go p.other(ctx)
	return p
}

// The closes come after the loop's end, or with it.
func (p *pump) run(ctx context.Context) {
	defer p.wg.Done()
	for {
		select {
		case n := <-p.in:
			fmt.Println(n)
		case <-p.done:
			return
		}
	}
}

func (p *pump) Close() {
	close(p.done)
	p.wg.Wait()
	close(p.in)
}

func (p *pump) other(ctx context.Context) {
	defer close(p.stopped)
	for {
		select {
		case n := <-p.out:
			fmt.Println(n)
		case <-ctx.Done():
			return
		}
	}
}

func (p *pump) Stop() {
	p.cancel()
	<-p.stopped
	p.closeOut()
}

func (p *pump) closeOut() { close(p.out) }

// Closed together with the channel that ends the loop.
func together() {
	in, done := make(chan int), make(chan struct{})
	go func() {
		for {
			select {
			case n := <-in:
				fmt.Println(n)
			case <-done:
				return
			}
		}
	}()
	in <- 1
	close(in)
	close(done)
}

// The producer ends with the context, as the loop does.
func sameEnd(ctx context.Context) {
	in := make(chan int)
	go func() {
		defer close(in)
		for {
			select {
			case in <- 1:
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		select {
		case n := <-in:
			fmt.Println(n)
		case <-ctx.Done():
			return
		}
	}
}

// The channel is another one each time.
type broadcast struct {
	mu      sync.Mutex
	changed chan struct{}
}

func newBroadcast() *broadcast { return &broadcast{changed: make(chan struct{})} }

func (b *broadcast) wake() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.changed)
	b.changed = make(chan struct{})
}

func (b *broadcast) follow(ctx context.Context) {
	for {
		select {
		case <-b.changed:
			fmt.Println("changed")
		case <-ctx.Done():
			return
		}
	}
}

// The context is another one each time.
func renewed(parent context.Context, in chan int) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	for {
		select {
		case n := <-in:
			fmt.Println(n)
		case <-ctx.Done():
			cancel()
			ctx, cancel = context.WithTimeout(parent, time.Second)
		}
	}
}

// The loop closes the channel itself when it is over.
func own(n int, stop chan bool) {
	results := make(chan int, n)
	defer close(results)
	for {
		select {
		case r := <-results:
			fmt.Println(r)
		case <-stop:
			return
		}
	}
}

// What else happens each time waits for somebody.
func waits(ctx context.Context, in, acks chan int) {
	for {
		select {
		case n := <-in:
			fmt.Println(n)
		case <-ctx.Done():
		}
		if n := <-acks; n < 0 {
			return
		}
	}
}

// A loop over the channel ends with it.
func over() {
	in := make(chan int)
	go func() {
		in <- 1
		close(in)
	}()
	for n := range in {
		fmt.Println(n)
	}
	for {
		n, ok := <-in
		if !ok {
			break
		}
		fmt.Println(n)
	}
}

// The reader's end is the loop's.
type link struct {
	conn interface{ Close() error }
	in   chan int
	errs chan error
}

func newLink() *link {
	l := &link{in: make(chan int), errs: make(chan error)}
	go func() {
		for {
			select {
			case n := <-l.in:
				fmt.Println(n)
			case <-l.errs:
				return
			}
		}
	}()
	return l
}

func (l *link) Close() {
	l.conn.Close()
	close(l.in)
}

// It polls, and what it receives makes no difference.
func poll(ctx context.Context, tell func(string)) {
	for {
		select {
		case <-ctx.Done():
			tell("late")
		default:
		}
		time.Sleep(time.Second)
	}
}

// The case has another case end the loop.
type janitor struct {
	ctx  context.Context
	done chan struct{}
	once sync.Once
}

func newJanitor(ctx context.Context) *janitor { return &janitor{ctx: ctx, done: make(chan struct{})} }

func (j *janitor) stop() { j.once.Do(func() { close(j.done) }) }

func (j *janitor) run(tick *time.Ticker) {
	for {
		select {
		case <-tick.C:
			fmt.Println("clean")
		case <-j.done:
			return
		case <-j.ctx.Done():
			j.stop()
		}
	}
}

// Or the next tick, or whatever else comes.
func once(ctx context.Context, tick *time.Ticker) {
	done := false
	for {
		select {
		case <-tick.C:
			fmt.Println("status")
			if done {
				return
			}
		case <-ctx.Done():
			done = true
		}
	}
}

type closing struct {
	in   chan int
	over bool
	left int
}

func (c *closing) run(ctx context.Context) {
	for {
		select {
		case n := <-c.in:
			if c.left -= n; c.finished() {
				return
			}
		case <-ctx.Done():
			c.shut()
		}
	}
}

func (c *closing) finished() bool { return c.over && c.left == 0 }

func (c *closing) shut() { c.over = true }
