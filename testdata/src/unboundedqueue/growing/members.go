package growing

import (
	"container/heap"
	"container/list"
	"hash"
	"net"
	"sync"
	"time"
)

// A members list is made anew from a map: setting it to nil takes nothing.
type members struct {
	mu   sync.Mutex
	set  map[net.Conn]bool
	list []net.Conn
	news <-chan []byte
}

func (m *members) Add(c net.Conn) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.set[c] = true
	m.list = append(m.list, c)
}

func (m *members) start() {
	go func() {
		for b := range m.news {
			for _, c := range m.all() {
				c.Write(b)
			}
			m.forget()
		}
	}()
}

func (m *members) all() []net.Conn { return m.list }

func (m *members) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.list = nil
}

// A patient heap has members too: each is removed by name, when it leaves.
type patients struct {
	mu    sync.Mutex
	jobs  jobs
	index map[string]int
}

func (p *patients) add(j job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	heap.Push(&p.jobs, j)
}

func (p *patients) leave(i int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	heap.Remove(&p.jobs, i)
}

func (p *patients) start() {
	go func() {
		for range time.Tick(time.Second) {
			p.jobs[0].run()
			p.leave(0)
		}
	}()
}

// So has a list from which each removes its own element.
type subscribers struct {
	mu   sync.Mutex
	list list.List
	news <-chan []byte
}

func (s *subscribers) add(c net.Conn) *list.Element {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.list.PushBack(c)
}

func (s *subscribers) start(gone <-chan *list.Element) {
	go func() {
		for e := range gone {
			s.mu.Lock()
			c := s.list.Remove(e).(net.Conn)
			s.mu.Unlock()
			c.Write(nil)
		}
	}()
}

// A list of one function is nobody else's.
func sorted(in <-chan []int, out net.Conn) {
	var mu sync.Mutex
	go func() {
		for batch := range in {
			var rest []int
			mu.Lock()
			for _, n := range batch {
				rest = append(rest, n)
			}
			rest = rest[1:]
			mu.Unlock()
			out.Write(make([]byte, rest[0]))
		}
	}()
}

// A statistic is kept beside the work: what is slow is not done with its elements.
type statistic struct {
	mu    sync.Mutex
	times []time.Duration
	sum   time.Duration
	conn  net.Conn
	work  <-chan []byte
}

func (s *statistic) took(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.times = append(s.times, d)
}

func (s *statistic) start() {
	go func() {
		for b := range s.work {
			s.conn.Write(b)
			s.mu.Lock()
			for _, d := range s.times {
				s.sum += d
			}
			s.times = nil
			s.mu.Unlock()
		}
	}()
}

// What was put off is done by whoever comes along: the task is one of many.
type deferred struct {
	mu    sync.Mutex
	files []string
	conn  net.Conn
	ticks <-chan time.Time
}

func (d *deferred) remove(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.files = append(d.files, name)
}

func (d *deferred) Release() {
	d.mu.Lock()
	files := d.files
	d.files = nil
	d.mu.Unlock()
	for _, f := range files {
		d.conn.Write([]byte(f))
	}
}

func (d *deferred) Read() { d.Release() }

func (d *deferred) start() {
	go func() {
		for range d.ticks {
			d.Release()
		}
	}()
}

// A loop that flushes, and Close, which flushes what is left: that is the consumer still.
type flusher struct {
	mu    sync.Mutex
	lines []string
	conn  net.Conn
	ticks <-chan time.Time
}

func (f *flusher) Write(line string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lines = append(f.lines, line) // want `Write adds to f.lines, and nothing limits how long it gets: it grows while its consumer waits in net.Conn.Write`
}

func (f *flusher) flush() {
	f.mu.Lock()
	lines := f.lines
	f.lines = nil
	f.mu.Unlock()
	for _, line := range lines {
		f.conn.Write([]byte(line))
	}
}

func (f *flusher) Close() { f.flush() }

func (f *flusher) start() {
	go func() {
		for range f.ticks {
			f.flush()
		}
	}()
}

// A table of what is to be acknowledged, in order: others mark what is done.
type ordered struct {
	mu    sync.Mutex
	order []*item
	wake  chan bool
}

type item struct {
	id   int
	done bool
	ack  func()
}

func (o *ordered) add(it *item) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.order = append(o.order, it)
}

func (o *ordered) mark(id int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, it := range o.order {
		it.done = it.done || it.id == id
	}
}

func (o *ordered) start() {
	go func() {
		for range o.wake {
			o.mu.Lock()
			for len(o.order) > 0 && o.order[0].done {
				o.order[0].ack()
				o.order = o.order[1:]
			}
			o.mu.Unlock()
		}
	}()
}

// What computes a value is not slow, for all we know.
type weighed struct {
	mu     sync.Mutex
	parts  []string
	weight func(string) int
	sum    int
	wake   chan bool
}

func (w *weighed) add(p string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.parts = append(w.parts, p)
}

func (w *weighed) start() {
	go func() {
		for range w.wake {
			w.mu.Lock()
			parts := w.parts
			w.parts = nil
			w.mu.Unlock()
			for _, p := range parts {
				w.sum += w.weight(p)
			}
		}
	}()
}

// A sink delivers, a place only knows where.
type sink interface{ Send(b []byte) error }

type place interface{ Locate(b []byte) error }

type delivery struct {
	mu    sync.Mutex
	sent  [][]byte
	found [][]byte
	sums  [][]byte
	sink  sink
	place place
	hash  hash.Hash
	wake  chan bool
}

func (d *delivery) send(b []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sent = append(d.sent, b) // want `send adds to d.sent, and nothing limits how long it gets: it grows while its consumer is in d.sink.Send`
}

func (d *delivery) find(b []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.found = append(d.found, b)
}

func (d *delivery) sum(b []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sums = append(d.sums, b)
}

func (d *delivery) start() {
	go func() {
		for range d.wake {
			d.mu.Lock()
			sent, found, sums := d.sent, d.found, d.sums
			d.sent, d.found, d.sums = nil, nil, nil
			d.mu.Unlock()
			for _, b := range sent {
				d.sink.Send(b)
			}
			for _, b := range found {
				d.place.Locate(b)
			}
			for _, b := range sums {
				d.hash.Write(b)
			}
		}
	}()
}
