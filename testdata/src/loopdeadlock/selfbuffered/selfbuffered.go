// Package selfbuffered has loops that send to themselves through buffers.
package selfbuffered

import (
	"sync"
	"sync/atomic"
	"time"
)

type server struct {
	jobs  chan int
	done  chan int
	kick  chan struct{}
	quota chan int
	flag  chan struct{}
	set   bool
}

func newServer(n int) *server {
	s := &server{
		jobs: make(chan int, 16), done: make(chan int, n),
		kick: make(chan struct{}, 1), quota: make(chan int, 4), flag: make(chan struct{}, 1),
	}
	for i := range 4 {
		s.quota <- i
	}
	go s.run()
	return s
}

func (s *server) run() {
	for {
		select {
		case j := <-s.jobs:
			if j > 0 {
				s.jobs <- j - 1 // want `the loop of run \(line \d+\) sends to s.jobs, from which only this loop receives: once its buffer of 16 is full, the loop waits for itself for ever`
			}
		case j := <-s.done:
			s.Finish(j) // want `the loop of run \(line \d+\) calls s.Finish, which sends to s.done, from which only this loop receives: once its buffer is full`
		case <-s.kick:
			s.wake()
		case q := <-s.quota:
			s.quota <- q // as many as there were
		case <-s.flag:
			s.set = false
		case <-time.After(time.Second):
			s.mark()
		}
	}
}

func (s *server) Submit(j int) { s.jobs <- j }
func (s *server) Finish(j int) { s.done <- j }

// There is room, or it is not needed.
func (s *server) wake() {
	select {
	case s.kick <- struct{}{}:
	default:
	}
}

func (s *server) Wake() { s.wake() }

// The flag says whether there is one in the buffer.
func (s *server) mark() {
	if !s.set {
		s.set = true
		s.flag <- struct{}{}
	}
}

func (s *server) Mark() { s.flag <- struct{}{} }

// Looks whether there is room.
type careful struct{ jobs chan int }

func newCareful() *careful {
	c := &careful{jobs: make(chan int, 16)}
	go func() {
		for j := range c.jobs {
			if len(c.jobs) < cap(c.jobs) {
				c.jobs <- j
			}
		}
	}()
	return c
}

func (c *careful) Submit(j int) { c.jobs <- j }

// Before the loop begins there is nothing in the buffer.
type primed struct{ jobs chan int }

func newPrimed() *primed {
	p := &primed{jobs: make(chan int, 16)}
	go p.run()
	return p
}

func (p *primed) run() {
	p.jobs <- 1
	for j := range p.jobs {
		_ = j
	}
}

func (p *primed) Submit(j int) { p.jobs <- j }

// All that is ever in the buffer was put there at once: one is taken for each
// that is put back.
func retries(items []int) {
	jobs := make(chan int, len(items))
	for _, it := range items {
		jobs <- it
	}
	for j := range jobs {
		if j > 3 {
			jobs <- j / 2
		}
	}
}

// There is one in the buffer at most.
type closer struct {
	in     chan int
	failed chan error
	over   chan struct{}
	once   sync.Once
	ended  atomic.Bool
}

func newCloser() *closer {
	c := &closer{in: make(chan int), failed: make(chan error, 1), over: make(chan struct{}, 1)}
	go c.run()
	return c
}

func (c *closer) run() {
	for {
		select {
		case <-c.in:
			c.Fail(nil)
			c.End()
		case <-c.failed:
			return
		case <-c.over:
			return
		}
	}
}

func (c *closer) Fail(err error) {
	c.once.Do(func() { c.failed <- err })
}

func (c *closer) End() {
	if c.ended.CompareAndSwap(false, true) {
		c.over <- struct{}{}
	}
}

// Many ways lead to one send: the first is told.
type busy struct{ in, jobs chan int }

func newBusy() *busy {
	b := &busy{in: make(chan int), jobs: make(chan int, 4)}
	go b.run()
	return b
}

func (b *busy) run() {
	for {
		select {
		case v := <-b.in:
			b.Add(v) // want `the loop of run \(line \d+\) calls b.Add, which sends to b.jobs`
			b.Add(v + 1)
			b.Add(v + 2)
			b.Add(v + 3)
			b.Add(v + 4)
		case <-b.jobs:
		}
	}
}

func (b *busy) Add(v int) { b.jobs <- v }

// Each sends once, and there is room for all.
func serve(run, shutdown func() error, sig <-chan bool) error {
	errs := make(chan error, 2)
	go func() { errs <- run() }()
	for {
		select {
		case err := <-errs:
			return err
		case <-sig:
			errs <- shutdown()
		}
	}
}

// Others send only while nothing is on its way; what comes meanwhile is kept.
type worker struct {
	mu     sync.Mutex
	next   chan func()
	kept   []func()
	active bool
}

func newWorker() *worker {
	w := &worker{next: make(chan func(), 1)}
	go w.run()
	return w
}

func (w *worker) run() {
	for job := range w.next {
		job()
		w.mu.Lock()
		if len(w.kept) > 0 {
			w.next <- w.kept[0]
			w.kept = w.kept[1:]
		} else {
			w.active = false
		}
		w.mu.Unlock()
	}
}

func (w *worker) Submit(job func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.active {
		w.kept = append(w.kept, job)
		return
	}
	w.active = true
	w.next <- job
}
