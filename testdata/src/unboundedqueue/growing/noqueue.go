package growing

import (
	"container/list"
	"net"
	"sync"
	"time"
)

// A Queue is for others to use: nothing here takes from it.
type Queue struct {
	mu    sync.Mutex
	items []any
}

func (q *Queue) Push(v any) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.items = append(q.items, v)
}

func (q *Queue) Pop() any {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		return nil
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

// A pool has what is free: it is taken from the end by whoever needs one.
type pool struct {
	mu   sync.Mutex
	free []net.Conn
}

func (p *pool) put(c net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, c)
}

func (p *pool) use() {
	go func() {
		for {
			p.mu.Lock()
			c := p.free[len(p.free)-1]
			p.free = p.free[:len(p.free)-1]
			p.mu.Unlock()
			c.Write(nil)
			p.put(c)
		}
	}()
}

// A registry has what was registered, until it is closed.
type registry struct {
	mu    sync.Mutex
	hooks []func()
}

func (r *registry) Register(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.hooks = append(r.hooks, f)
}

func (r *registry) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, f := range r.hooks {
		f()
	}
	r.hooks = nil
}

func (r *registry) watch(stop chan struct{}) {
	go func() {
		<-stop
		r.Close()
	}()
}

// A walker's queue is its own: nobody else adds to it.
type walker struct {
	mu   sync.Mutex
	todo []string
	conn net.Conn
}

func (w *walker) walk(children func(string) []string) {
	go func() {
		for len(w.todo) > 0 {
			w.mu.Lock()
			next := w.todo[0]
			w.todo = w.todo[1:]
			for _, child := range children(next) {
				w.todo = append(w.todo, child)
			}
			w.mu.Unlock()
			w.conn.Write([]byte(next))
		}
	}()
}

// A sum has a consumer that keeps up: it does nothing that waits.
type sum struct {
	mu    sync.Mutex
	total int
	parts []int
}

func (s *sum) add(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parts = append(s.parts, n)
}

func (s *sum) run() {
	go func() {
		for range time.Tick(time.Second) {
			s.mu.Lock()
			parts := s.parts
			s.parts = nil
			s.mu.Unlock()
			for _, n := range parts {
				s.total += n
			}
		}
	}()
}

// A collector's results are taken once, when all is done.
type collector struct {
	mu   sync.Mutex
	errs []error
	conn net.Conn
}

func (c *collector) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.errs = append(c.errs, err)
}

func (c *collector) finish() {
	go func() {
		c.mu.Lock()
		errs := c.errs
		c.errs = nil
		c.mu.Unlock()
		for _, err := range errs {
			c.conn.Write([]byte(err.Error()))
		}
	}()
}

// A cache forgets the oldest: its list is in the order of use.
type cache struct {
	mu    sync.Mutex
	order list.List
	conn  net.Conn
}

func (c *cache) touch(e *list.Element) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e == nil {
		c.order.PushBack(0)
		return
	}
	c.order.MoveToFront(e)
}

func (c *cache) evict() {
	go func() {
		for range time.Tick(time.Second) {
			c.mu.Lock()
			c.order.Remove(c.order.Back())
			c.mu.Unlock()
			c.conn.Write(nil)
		}
	}()
}

// alone has no task: it flushes when it is told to.
type alone struct {
	mu   sync.Mutex
	q    [][]byte
	conn net.Conn
}

func (a *alone) put(b []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.q = append(a.q, b)
}

func (a *alone) flush() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for len(a.q) > 0 {
		a.conn.Write(a.q[0])
		a.q = a.q[1:]
	}
}

// A buffer belongs to the loop that fills it and flushes it: while it flushes,
// nothing is added.
func buffer(in <-chan []byte, conn net.Conn) {
	go func() {
		var batch [][]byte
		tick := time.Tick(time.Second)
		for {
			select {
			case b := <-in:
				batch = append(batch, b)
			case <-tick:
				for _, b := range batch {
					conn.Write(b)
				}
				batch = nil
			}
		}
	}()
}
