// Package growing has queues between tasks: those that nothing bounds, and those
// that something does.
package growing

import (
	"container/list"
	"net"
	"sync"
)

// A worker has a slice under a mutex, and a task that takes its first element.
type worker struct {
	mu     sync.Mutex
	cond   *sync.Cond
	closed bool
	jobs   []func()
}

func start() *worker {
	w := new(worker)
	w.cond = sync.NewCond(&w.mu)
	go w.run()
	return w
}

func (w *worker) Do(job func()) {
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		return
	}
	w.jobs = append(w.jobs, job) // want `Do adds to w.jobs, and nothing limits how long it gets: it grows while its consumer is in job`
	w.mu.Unlock()
	w.cond.Signal()
}

func (w *worker) run() {
	for {
		job := w.next()
		if job == nil {
			return
		}
		job()
	}
}

func (w *worker) next() func() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.jobs) == 0 && !w.closed {
		w.cond.Wait()
	}
	if len(w.jobs) == 0 {
		return nil
	}
	job := w.jobs[0]
	w.jobs = w.jobs[1:]
	return job
}

// A swapper exchanges two slices.
type swapper struct {
	mu          sync.Mutex
	wake        chan struct{}
	next, spare []int
	out         chan int
}

func (s *swapper) start() { go s.run() }

func (s *swapper) put(n int) {
	s.mu.Lock()
	s.next = append(s.next, n) // want `put adds to s.next, and nothing limits how long it gets: it grows while its consumer sends to s.out`
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *swapper) run() {
	for range s.wake {
		s.mu.Lock()
		batch := s.next
		s.next = s.spare[:0]
		s.mu.Unlock()
		for _, n := range batch {
			s.out <- n
		}
		s.spare = batch
	}
}

// A lister has a list of container/list.
type lister struct {
	sync.Mutex
	items list.List
	wake  chan bool
	conn  net.Conn
}

func (l *lister) Put(b []byte) {
	l.Lock()
	defer l.Unlock()
	l.items.PushBack(b) // want `Put adds to l.items, and nothing limits how long it gets: it grows while its consumer waits in net.Conn.Write`
}

func (l *lister) serve() {
	go func() {
		for range l.wake {
			for b := l.take(); b != nil; b = l.take() {
				l.conn.Write(b)
			}
		}
	}()
}

func (l *lister) take() []byte {
	l.Lock()
	defer l.Unlock()
	e := l.items.Front()
	if e == nil {
		return nil
	}
	return l.items.Remove(e).([]byte)
}

// captured has its queue in a variable that two literals share.
func captured(conn net.Conn, wake <-chan struct{}) func([]byte) {
	var mu sync.Mutex
	var queue [][]byte
	go func() {
		for range wake {
			mu.Lock()
			batch := queue
			queue = nil
			mu.Unlock()
			for _, b := range batch {
				conn.Write(b)
			}
		}
	}()
	return func(b []byte) {
		mu.Lock()
		defer mu.Unlock()
		queue = append(queue, b) // want `a function literal adds to queue, and nothing limits how long it gets: it grows while its consumer waits in net.Conn.Write`
	}
}
