package growing

import (
	"container/list"
	"context"
	"errors"
	"net"
	"sync"
)

var errFull = errors.New("full")

// A base has what the queues below have in common: a queue of their own is all
// that tells them apart.
type base struct {
	mu   sync.Mutex
	cond sync.Cond
	wake chan struct{}
	conn net.Conn
	max  int
}

func (b *base) write(batch [][]byte) {
	for _, p := range batch {
		b.conn.Write(p)
	}
}

// endless is a queue like those below, and grows and grows.
type endless struct {
	base
	q [][]byte
}

func (s *endless) put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.q = append(s.q, p) // want `put adds to s.q, and nothing limits how long it gets: it grows while its consumer waits in \(\*base\).write → net.Conn.Write`
}

func (s *endless) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			s.write(batch)
		}
	}()
}

// dropping drops the oldest.
type dropping struct {
	base
	q [][]byte
}

func (s *dropping) put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.q = append(s.q, p)
	if len(s.q) > 100 {
		s.q = s.q[1:]
	}
}

func (s *dropping) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			s.write(batch)
		}
	}()
}

// waiting blocks who adds, until there is room.
type waiting struct {
	base
	q [][]byte
}

func (s *waiting) put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.q) == s.max {
		s.cond.Wait()
	}
	s.q = append(s.q, p)
}

func (s *waiting) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.cond.Broadcast()
			s.mu.Unlock()
			s.write(batch)
		}
	}()
}

// counting counts bytes instead of elements.
type counting struct {
	base
	q     [][]byte
	bytes int
}

func (s *counting) put(p []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bytes+len(p) > s.max {
		return errFull
	}
	s.bytes += len(p)
	s.q = append(s.q, p)
	return nil
}

func (s *counting) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q, s.bytes = nil, 0
			s.mu.Unlock()
			s.write(batch)
		}
	}()
}

// asked has a method that tells how long the queue is: others may look.
type asked struct {
	base
	q [][]byte
}

func (s *asked) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.q)
}

func (s *asked) Put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.q = append(s.q, p)
}

func (s *asked) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			s.write(batch)
		}
	}()
}

// tokened takes a token for each element before it adds.
type tokened struct {
	base
	q      [][]byte
	tokens chan struct{}
}

func (s *tokened) put(p []byte) {
	s.tokens <- struct{}{}
	s.add(p)
}

func (s *tokened) add(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.q = append(s.q, p)
}

func (s *tokened) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			s.write(batch)
			for range batch {
				<-s.tokens
			}
		}
	}()
}

// limited asks its caller's limit, two calls up.
type limited struct {
	base
	q       [][]byte
	pending int
}

func (s *limited) Put(p []byte) error {
	if s.pending >= s.max {
		return errFull
	}
	s.enqueue(p)
	return nil
}

func (s *limited) enqueue(p []byte) { s.add(p) }

func (s *limited) add(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.q = append(s.q, p)
}

func (s *limited) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			s.write(batch)
		}
	}()
}

// answered waits for the answer: there are no more elements than callers.
type request struct {
	payload []byte
	done    chan error
}

type answered struct {
	base
	q []*request
}

func (s *answered) do(ctx context.Context, p []byte) error {
	r := &request{p, make(chan error, 1)}
	s.mu.Lock()
	s.q = append(s.q, r)
	s.mu.Unlock()
	select {
	case err := <-r.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *answered) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			for _, r := range batch {
				_, err := s.conn.Write(r.payload)
				r.done <- err
			}
		}
	}()
}

// once has each key no more than once.
type once struct {
	base
	queued map[string]bool
	q      []string
}

func (s *once) put(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queued[key] {
		return
	}
	s.queued[key] = true
	s.q = append(s.q, key)
}

func (s *once) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q, s.queued = nil, make(map[string]bool)
			s.mu.Unlock()
			for _, key := range batch {
				s.conn.Write([]byte(key))
			}
		}
	}()
}

// A meant queue is unbounded, and says so.
type meant struct {
	base
	q [][]byte // unbounded: what is put here is small, and must not be lost
}

func (s *meant) put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.q = append(s.q, p)
}

func (s *meant) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			s.write(batch)
		}
	}()
}

// declared is bounded by what its users agreed on.
type declared struct {
	base
	q [][]byte
}

// put is called at most once for each of the peers.
//
//asynclint:bounded
func (s *declared) put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.q = append(s.q, p)
}

func (s *declared) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			s.write(batch)
		}
	}()
}

// listed is a list with a limit.
type listed struct {
	base
	q *list.List
}

func (s *listed) put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.q.Len() < s.max {
		s.q.PushBack(p)
	}
}

func (s *listed) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			for e := s.q.Front(); e != nil; e = s.q.Front() {
				s.conn.Write(s.q.Remove(e).([]byte))
			}
			s.mu.Unlock()
		}
	}()
}

// flushing writes what there is when there is enough.
type flushing struct {
	base
	q [][]byte
}

func (s *flushing) put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.q = append(s.q, p)
	if len(s.q) >= s.max {
		s.flush()
	}
}

func (s *flushing) flush() {
	s.write(s.q)
	s.q = s.q[:0]
}

func (s *flushing) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			s.flush()
			s.mu.Unlock()
		}
	}()
}

// trying takes a token if there is one, and refuses else.
type trying struct {
	base
	q      [][]byte
	tokens chan struct{}
}

func (s *trying) put(p []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.tokens <- struct{}{}:
	default:
		return errFull
	}
	s.q = append(s.q, p)
	return nil
}

func (s *trying) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			s.write(batch)
			for range batch {
				<-s.tokens
			}
		}
	}()
}

// ended looks whether it was closed, and whether what it got is what it can
// handle: neither is a limit.
type ended struct {
	base
	q    [][]byte
	done chan struct{}
}

func (s *ended) put(v any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.done:
		return errFull
	default:
	}
	p, ok := v.([]byte)
	if !ok {
		return errFull
	}
	s.q = append(s.q, p) // want `put adds to s.q, and nothing limits how long it gets`
	return nil
}

func (s *ended) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			batch := s.q
			s.q = nil
			s.mu.Unlock()
			s.write(batch)
		}
	}()
}

// patient forgets what is queued when its peer doesn't answer for too long.
type patient struct {
	base
	q      [][]byte
	failed int
}

func (s *patient) put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.q = append(s.q, p)
}

func (s *patient) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			for len(s.q) > 0 {
				if _, err := s.conn.Write(s.q[0]); err == nil {
					s.q = s.q[1:]
				} else if s.failed++; s.failed > 3 {
					s.q = nil
				}
			}
			s.mu.Unlock()
		}
	}()
}

// batching counts bytes, and flushes when there are enough, after it has added.
type batching struct {
	base
	q     [][]byte
	bytes int
}

func (s *batching) put(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bytes += len(p)
	s.q = append(s.q, p)
	if s.bytes >= s.max {
		s.flush()
	}
}

func (s *batching) flush() {
	s.write(s.q)
	s.q, s.bytes = nil, 0
}

func (s *batching) run() {
	go func() {
		for range s.wake {
			s.mu.Lock()
			s.flush()
			s.mu.Unlock()
		}
	}()
}
