package selfsend

import (
	"context"
	"sync"
	"time"
)

// Every send may be given up, or has a goroutine of its own.
type polite struct {
	in, again chan int
	quit      chan struct{}
}

func newPolite() *polite {
	p := &polite{in: make(chan int), again: make(chan int), quit: make(chan struct{})}
	p.prepare()
	go p.run()
	return p
}

func (p *polite) prepare() {}

func (p *polite) run() {
	for {
		select {
		case v := <-p.in:
			select {
			case p.again <- v:
			default:
			}
		case v := <-p.again:
			select {
			case p.in <- v:
			case <-p.quit:
				return
			}
			select {
			case p.in <- v:
			case <-time.After(time.Second):
			}
			go func() { p.again <- v }()
			go p.post(v)
			time.AfterFunc(time.Second, func() { p.post(v) })
		case <-p.quit:
			return
		}
	}
}

func (p *polite) post(v int) { p.in <- v }

// Two loops: each serves the other.
type pair struct{ ping, pong chan int }

func newPair() *pair {
	p := &pair{make(chan int), make(chan int)}
	go p.left()
	go p.right()
	return p
}

func (p *pair) left() {
	for v := range p.ping {
		p.pong <- v
	}
}

func (p *pair) right() {
	for v := range p.pong {
		p.ping <- v
	}
}

// Another object of the same type.
type node struct {
	in   chan int
	next *node
	all  []*node
}

func newNode(next *node) *node {
	n := &node{in: make(chan int), next: next}
	go n.run()
	return n
}

func (n *node) run() {
	for {
		select {
		case v := <-n.in:
			n.next.in <- v
			for _, peer := range n.all {
				peer.in <- v
			}
			n.next.post(v)
		case <-time.After(time.Second):
			forward(n.next, 1)
		}
	}
}

func (n *node) post(v int)   { n.in <- v }
func forward(n *node, v int) { n.in <- v }

// Somebody else receives too.
type shared struct{ in chan int }

func newShared() *shared {
	s := &shared{in: make(chan int)}
	go s.run()
	return s
}

func (s *shared) run() {
	for {
		select {
		case v := <-s.in:
			s.in <- v
		case <-time.After(time.Second):
		}
	}
}

func (s *shared) Steal() int { return <-s.in }

// A pool: another worker may take it.
type pool struct{ jobs chan int }

func newPool(n int) *pool {
	p := &pool{jobs: make(chan int)}
	for range n {
		go p.work()
	}
	return p
}

func (p *pool) work() {
	for j := range p.jobs {
		p.jobs <- j
	}
}

func poolOfLiterals(n int) chan<- int {
	jobs := make(chan int)
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				if j > 0 {
					jobs <- j - 1
				}
			}
		}()
	}
	return jobs
}

func poolOfTwo() chan<- int {
	jobs := make(chan int)
	startWorker(jobs)
	startWorker(jobs)
	return jobs
}

func startWorker(jobs chan int) {
	go func() {
		for j := range jobs {
			jobs <- j
		}
	}()
}

// Given returns the channel to where others may receive from it.
func Given() chan int {
	ch := make(chan int)
	go func() {
		for {
			select {
			case v := <-ch:
				ch <- v
			case <-time.After(time.Second):
			}
		}
	}()
	return ch
}

// An output that is nil while there is nothing to send.
func buffered(in chan int) <-chan int {
	out := make(chan int)
	go func() {
		var queue []int
		for {
			var to chan int
			var first int
			if len(queue) > 0 {
				to, first = out, queue[0]
			}
			select {
			case v := <-in:
				queue = append(queue, v)
			case to <- first:
				queue = queue[1:]
			}
		}
	}()
	return out
}

// The loop has another one drain the channel.
type drained struct{ in, cmd chan int }

func newDrained() *drained {
	d := &drained{make(chan int), make(chan int)}
	go d.run()
	return d
}

func (d *drained) run() {
	for {
		select {
		case <-d.in:
			go func() { <-d.cmd }()
			d.cmd <- 1
		case <-d.cmd:
		}
	}
}

// The argument says that nothing is to be sent.
type quiet struct{ in, cmd chan int }

func (q *quiet) Run() {
	for {
		select {
		case v := <-q.in:
			q.set(v, false)
		case <-q.cmd:
		}
	}
}

func (q *quiet) Set(v int) { q.set(v, true) }

func (q *quiet) set(v int, tell bool) {
	if !tell {
		return
	}
	q.cmd <- v
}

func newQuiet() *quiet { return &quiet{make(chan int), make(chan int)} }

// Functions that are stored run elsewhere.
type stored struct {
	in, cmd chan int
	hooks   []func()
}

func (s *stored) Run() {
	for {
		select {
		case v := <-s.in:
			s.hooks = append(s.hooks, func() { s.cmd <- v })
		case <-s.cmd:
		}
	}
}

func (s *stored) Fire() {
	for _, f := range s.hooks {
		f()
	}
}

func newStored() *stored { return &stored{in: make(chan int), cmd: make(chan int)} }

// Through an interface: it may be anything.
type poster interface{ Put(int) }

type inbox struct {
	in   chan int
	next poster
}

func (b *inbox) Put(v int) { b.in <- v }

func (b *inbox) Run(ctx context.Context) {
	for {
		select {
		case v := <-b.in:
			b.next.Put(v)
		case <-ctx.Done():
			return
		}
	}
}

func newInbox(next poster) *inbox { return &inbox{make(chan int), next} }

// A new channel takes the place of the old one, which a goroutine drains.
type renewed struct{ in, cmd chan int }

func (r *renewed) Run() {
	for {
		select {
		case <-r.in:
			r.cmd = make(chan int)
			go drain(r.cmd)
			r.cmd <- 1
		case <-r.cmd:
		}
	}
}

func drain(ch chan int) {
	for range ch {
	}
}

func newRenewed() *renewed { return &renewed{make(chan int), make(chan int)} }

// A loop that anybody may run.
type queue struct{ in, done chan int }

func (q *queue) Take() int {
	for {
		select {
		case v := <-q.in:
			if v > 0 {
				return v
			}
			q.in <- v + 1
		case <-q.done:
			return 0
		}
	}
}

func newQueue() *queue { return &queue{make(chan int), make(chan int)} }

// Two goroutines run the loop.
type twin struct{ in, cmd chan int }

func (t *twin) Start() {
	go t.run()
	go t.run()
}

func (t *twin) run() {
	for {
		select {
		case v := <-t.in:
			t.cmd <- v
		case <-t.cmd:
		}
	}
}

func newTwin() *twin { return &twin{make(chan int), make(chan int)} }

// The embedding type has a channel of the same name.
type core struct{ in, cmd chan int }

func (c *core) Run() {
	for {
		select {
		case <-c.in:
		case <-c.cmd:
		}
	}
}

type embedding struct {
	*core
	cmd chan int
}

func newEmbedding() *embedding {
	e := &embedding{&core{make(chan int), make(chan int)}, make(chan int)}
	go e.core.Run()
	go e.serve()
	return e
}

func (e *embedding) serve() {
	for {
		select {
		case v := <-e.cmd:
			e.in <- v
			e.core.cmd <- v
		case <-time.After(time.Second):
		}
	}
}

func (e *embedding) Put(v int) { e.cmd <- v }
