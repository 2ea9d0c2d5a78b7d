package pending

import (
	"context"
	"net"
	"sync"
	"time"
)

// base is a connection whose replies remove what they answer.
type base struct {
	mu  sync.Mutex
	seq uint64
	m   map[uint64]chan reply
}

func (b *base) add(ch chan reply) uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seq++
	id := b.seq
	b.m[id] = ch
	return id
}

func (b *base) take(id uint64) chan reply {
	b.mu.Lock()
	defer b.mu.Unlock()
	ch := b.m[id]
	delete(b.m, id)
	return ch
}

// Removed where it is given up.
func (b *base) Removed(ctx context.Context) error {
	ch := make(chan reply, 1)
	id := b.add(ch)
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		b.take(id)
		return ctx.Err()
	}
}

// Removed in any case.
func (b *base) Deferred(ctx context.Context) error {
	ch := make(chan reply, 1)
	id := b.add(ch)
	defer b.take(id)
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Removed by a function literal that is deferred.
func (b *base) Literal(ctx context.Context) error {
	ch := make(chan reply, 1)
	id := b.add(ch)
	defer func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.m, id)
	}()
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Removed after the context has ended, by a task of its own.
func (b *base) After(ctx context.Context) error {
	ch := make(chan reply, 1)
	id := b.add(ch)
	stop := context.AfterFunc(ctx, func() { b.take(id) })
	defer stop()
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Removed by who calls.
func (b *base) Called(ctx context.Context) {
	ch := make(chan reply, 1)
	id := b.add(ch)
	if err := b.WaitFor(ctx, ch, id); err != nil {
		b.take(id)
	}
}

func (b *base) WaitFor(ctx context.Context, ch chan reply, id uint64) error {
	b.mu.Lock()
	b.m[id] = ch
	b.mu.Unlock()
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Removed below the select statement, however that ends.
func (b *base) Below(ctx context.Context) (err error) {
	ch := make(chan reply, 1)
	id := b.add(ch)
	select {
	case <-ch:
	case <-ctx.Done():
		err = ctx.Err()
	}
	b.take(id)
	return err
}

// Removed by a function that is not known.
func (b *base) Unknown(ctx context.Context, giveUp func(uint64)) error {
	ch := make(chan reply, 1)
	id := b.add(ch)
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		giveUp(id)
		return ctx.Err()
	}
}

// The end of all: with the connection its entries go.
type ending struct {
	base
	ctx  context.Context
	done chan struct{}
}

func (e *ending) Do() error {
	ch := make(chan reply, 1)
	e.mu.Lock()
	e.seq++
	e.m[e.seq] = ch
	e.mu.Unlock()
	select {
	case <-ch:
		return nil
	case <-e.done:
		return errTimeout
	case <-e.ctx.Done():
		return e.ctx.Err()
	}
}

// Who gives up closes the connection.
func (e *ending) Closing(conn net.Conn, ch chan reply) error {
	e.add(ch)
	select {
	case <-ch:
		return nil
	case <-time.After(time.Second):
		conn.Close()
		return errTimeout
	}
}

// A sweeper removes what is old.
type swept struct {
	mu  sync.Mutex
	seq int
	m   map[int]*aged
}

type aged struct {
	at   time.Time
	done chan struct{}
}

func (s *swept) Do() error {
	w := &aged{time.Now(), make(chan struct{})}
	s.mu.Lock()
	s.seq++
	s.m[s.seq] = w
	s.mu.Unlock()
	select {
	case <-w.done:
		return nil
	case <-time.After(time.Second):
		return errTimeout
	}
}

func (s *swept) answer(id int) {
	s.mu.Lock()
	close(s.m[id].done)
	delete(s.m, id)
	s.mu.Unlock()
}

func (s *swept) sweep() {
	for range time.Tick(time.Minute) {
		s.mu.Lock()
		for id, w := range s.m {
			if time.Since(w.at) > time.Minute {
				delete(s.m, id)
			}
		}
		s.mu.Unlock()
	}
}

// A limited client counts what is pending.
type limitedClient struct {
	mu  sync.Mutex
	seq int
	m   map[int]chan reply
}

func (l *limitedClient) Do() error {
	ch := make(chan reply, 1)
	l.mu.Lock()
	if len(l.m) > 100 {
		l.mu.Unlock()
		return errTimeout
	}
	l.seq++
	l.m[l.seq] = ch
	l.mu.Unlock()
	select {
	case <-ch:
		return nil
	case <-time.After(time.Second):
		return errTimeout
	}
}

func (l *limitedClient) answer(id int) {
	l.m[id] <- reply{}
	delete(l.m, id)
}

// With two bytes there is an end: numbers come again.
type small struct {
	mu  sync.Mutex
	seq uint16
	m   map[uint16]chan reply
}

func (s *small) Do() error {
	ch := make(chan reply, 1)
	s.mu.Lock()
	s.seq++
	s.m[s.seq] = ch
	s.mu.Unlock()
	select {
	case <-ch:
		return nil
	case <-time.After(time.Second):
		return errTimeout
	}
}

func (s *small) answer(id uint16) {
	s.m[id] <- reply{}
	delete(s.m, id)
}

// An entry per peer: there are as many as peers.
type peers struct {
	mu sync.Mutex
	m  map[string]chan reply
}

func (p *peers) Ask(peerID string) error {
	ch := make(chan reply, 1)
	p.mu.Lock()
	p.m[peerID] = ch
	p.mu.Unlock()
	select {
	case <-ch:
		return nil
	case <-time.After(time.Second):
		return errTimeout
	}
}

func (p *peers) answer(peerID string) {
	p.m[peerID] <- reply{}
	delete(p.m, peerID)
}

// A memory of what went out before, and no request that waits.
type sent struct {
	mu  sync.Mutex
	seq int
	m   map[int][]byte
}

func (s *sent) Send(b []byte, acked <-chan int) error {
	s.mu.Lock()
	s.seq++
	s.m[s.seq] = b
	s.mu.Unlock()
	select {
	case id := <-acked:
		delete(s.m, id)
		return nil
	case <-time.After(time.Second):
		return errTimeout
	}
}

// Asks again, and waits for ever: nothing is given up.
func (b *base) Again(send func()) reply {
	ch := make(chan reply, 1)
	b.add(ch)
	for {
		select {
		case r := <-ch:
			return r
		case <-time.After(time.Second):
			send()
		}
	}
}

// The registered channel isn't what is waited for.
func (b *base) Other(ctx context.Context, news <-chan int) error {
	ch := make(chan reply, 1)
	b.add(ch)
	select {
	case <-news:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Handed to somebody else, who may remove it.
type shared struct {
	mu  sync.Mutex
	seq int
	m   map[int]chan reply
}

func (s *shared) Do(ctx context.Context) error {
	ch := make(chan reply, 1)
	s.mu.Lock()
	s.seq++
	s.m[s.seq] = ch
	s.mu.Unlock()
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *shared) answer(id int) {
	s.m[id] <- reply{}
	delete(s.m, id)
}

func (s *shared) run(expire func(map[int]chan reply)) { expire(s.m) }

// A path is what its owner has, and removes: no reply does.
type paths struct {
	mu  sync.Mutex
	seq int
	m   map[int]*aged
}

func (p *paths) Probe(ctx context.Context) error {
	w := &aged{time.Now(), make(chan struct{})}
	p.mu.Lock()
	p.seq++
	p.m[p.seq] = w
	p.mu.Unlock()
	select {
	case <-w.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *paths) Remove(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.m[id]; ok {
		delete(p.m, id)
	}
}

// What a task does when it sets up a connection is done once for each.
type setup struct{ base }

func (s *setup) start(ctx context.Context) { go s.loop(ctx) }

func (s *setup) loop(ctx context.Context) {
	if s.login(ctx) != nil {
		return
	}
}

func (s *setup) login(ctx context.Context) error {
	ch := make(chan reply, 1)
	s.add(ch)
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A concurrent client removes what it gives up.
type tidy struct{ pending sync.Map }

func (t *tidy) Call(ctx context.Context, msgID string) (reply, error) {
	ch := make(chan reply, 1)
	t.pending.Store(msgID, ch)
	defer t.pending.Delete(msgID)
	select {
	case r := <-ch:
		return r, nil
	case <-ctx.Done():
		return reply{}, ctx.Err()
	}
}

func (t *tidy) answer(msgID string, r reply) {
	if ch, ok := t.pending.LoadAndDelete(msgID); ok {
		ch.(chan reply) <- r
	}
}

// A concurrent map that is swept.
type sweptMap struct{ pending sync.Map }

func (s *sweptMap) Call(ctx context.Context, msgID string) (reply, error) {
	ch := make(chan reply, 1)
	s.pending.Store(msgID, ch)
	select {
	case r := <-ch:
		return r, nil
	case <-ctx.Done():
		return reply{}, ctx.Err()
	}
}

func (s *sweptMap) answer(msgID string, r reply) {
	if ch, ok := s.pending.LoadAndDelete(msgID); ok {
		ch.(chan reply) <- r
	}
}

func (s *sweptMap) sweep() {
	s.pending.Range(func(id, ch any) bool {
		if len(ch.(chan reply)) > 0 {
			s.pending.Delete(id)
		}
		return true
	})
}
