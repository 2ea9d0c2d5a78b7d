// Package unlock has functions that return with a lock, and some that only seem
// to.
package unlock

import (
	"errors"
	"os"
	"sync"
)

type store struct {
	mu    sync.RWMutex
	n     int
	items map[string]int
	next  *store
}

func load() error { return nil }

// Bugs.

func (s *store) earlyReturn(key string) error {
	s.mu.Lock()
	if s.items[key] == 0 {
		return errors.New("not found") // want `returns with s.mu locked at line 23: whoever locks it next blocks for ever`
	}
	s.items[key]--
	s.mu.Unlock()
	return nil
}

func (s *store) readLock(key string) int {
	s.mu.RLock()
	n, ok := s.items[key]
	if !ok {
		return 0 // want `returns with s.mu locked at line 33`
	}
	s.mu.RUnlock()
	return n
}

func (s *store) end(on bool) {
	s.mu.Lock() // want `s.mu is still locked when the function ends at line 48: whoever locks it next blocks for ever`
	if on {
		s.n++
		s.mu.Unlock()
	}
}

func (s *store) afterRelock() error {
	s.mu.Lock()
	n := s.n
	s.mu.Unlock()
	s.mu.Lock()
	if n != s.n {
		return errors.New("changed") // want `returns with s.mu locked at line 54`
	}
	s.mu.Unlock()
	return nil
}

// lateDefer defers the Unlock only after a call that may fail.
func (s *store) lateDefer() error {
	s.mu.Lock()
	if err := load(); err != nil {
		return err // want `returns with s.mu locked at line 64`
	}
	defer s.mu.Unlock()
	s.n++
	return nil
}

func local(xs []int) int {
	var mu sync.Mutex
	var wg sync.WaitGroup
	sum := 0
	for _, x := range xs {
		wg.Go(func() {
			mu.Lock()
			if x < 0 {
				return // want `returns with mu locked at line 79`
			}
			sum += x
			mu.Unlock()
		})
	}
	wg.Wait()
	return sum
}

type embedded struct {
	sync.Mutex
	open bool
}

func (e *embedded) close() error {
	e.Lock()
	if !e.open {
		return os.ErrClosed // want `returns with e locked at line 97`
	}
	e.open = false
	e.Unlock()
	return nil
}

func (s *store) inLoop(keys []string) {
	for _, k := range keys {
		s.mu.Lock()
		if s.items[k] > 9 {
			return // want `returns with s.mu locked at line 108`
		}
		s.items[k]++
		s.mu.Unlock()
	}
}

// Near-misses.

func (s *store) corrected(key string) error {
	s.mu.Lock()
	if s.items[key] == 0 {
		s.mu.Unlock()
		return errors.New("not found")
	}
	s.items[key]--
	s.mu.Unlock()
	return nil
}

func (s *store) deferred(key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.items[key] == 0 {
		return errors.New("not found")
	}
	return nil
}

func (s *store) deferredLiteral(key string) error {
	s.mu.Lock()
	defer func() {
		s.n++
		s.mu.Unlock()
	}()
	if s.items[key] == 0 {
		return errors.New("not found")
	}
	return nil
}

func (s *store) byFlag(on bool) {
	if on {
		s.mu.Lock()
	}
	s.n++
	if on {
		s.mu.Unlock()
	}
}

func (s *store) byState(key string) int {
	locked := false
	if s.n > 3 {
		s.mu.Lock()
		locked = true
	}
	n := s.items[key]
	if locked {
		s.mu.Unlock()
	}
	return n
}

func (s *store) unlockedInHelper(key string) error {
	s.mu.Lock()
	if s.items[key] == 0 {
		s.finish()
		return errors.New("not found")
	}
	s.mu.Unlock()
	return nil
}

func (s *store) finish() { s.mu.Unlock() }

type helped struct {
	mu sync.Mutex
	n  int
}

func (h *helped) unlockedInClosure(bad bool) {
	h.mu.Lock()
	done := func() { h.mu.Unlock() }
	if bad {
		done()
		return
	}
	h.n++
	h.mu.Unlock()
}

type onPurpose struct {
	mu   sync.Mutex
	free bool
}

// tryTake returns with the lock if it succeeds.
func (o *onPurpose) tryTake() bool {
	o.mu.Lock()
	if o.free {
		return true
	}
	o.mu.Unlock()
	return false
}

func (o *onPurpose) give() { o.mu.Unlock() }

func (o *onPurpose) use() {
	if o.tryTake() {
		o.free = false
		o.give()
	}
}

// lockEntry returns an entry that is locked: its users unlock it.
func (s *shards) lockEntry(key string) *entry {
	e := s.entries[key]
	e.Lock()
	if e.dead {
		e.Unlock()
		return nil
	}
	return e
}

type shards struct{ entries map[string]*entry }

type entry struct {
	sync.Mutex
	dead bool
}

type released struct {
	mu sync.Mutex
	ok bool
}

// lock returns what unlocks.
func (r *released) lock() func() {
	r.mu.Lock()
	if !r.ok {
		r.mu.Unlock()
		return func() {}
	}
	return r.mu.Unlock
}

func (r *released) lockLiteral() func() {
	r.mu.Lock()
	if !r.ok {
		r.mu.Unlock()
		return func() {}
	}
	return func() { r.mu.Unlock() }
}

func (r *released) withCallback(f func(done func())) {
	r.mu.Lock()
	if r.ok {
		f(r.mu.Unlock)
		return
	}
	r.mu.Unlock()
}

type called struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

// waitUnlocked is called with the lock, and returns with it.
func (c *called) waitUnlocked(ready chan struct{}) error {
	for c.n == 0 {
		c.mu.Unlock()
		<-ready
		c.mu.Lock()
		if c.n < 0 {
			return errors.New("closed")
		}
	}
	return nil
}

func (c *called) wait(ready chan struct{}) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.waitUnlocked(ready)
}

type tried struct {
	mu sync.Mutex
	n  int
}

func (t *tried) try() bool {
	if !t.mu.TryLock() {
		return false
	}
	t.n++
	t.mu.Unlock()
	return true
}

func (t *tried) tryAndLeave() bool {
	if !t.mu.TryLock() {
		return false
	}
	if t.n == 0 {
		return true // want `returns with t.mu locked at line 317`
	}
	t.n++
	t.mu.Unlock()
	return true
}

func (t *tried) tryElse() bool {
	if t.mu.TryLock() {
		defer t.mu.Unlock()
		t.n++
		return true
	}
	return false
}

func (t *tried) tryFlag() {
	locked := t.mu.TryLock()
	t.n++
	if locked {
		t.mu.Unlock()
	}
}

func (t *tried) exits() {
	t.mu.Lock()
	if t.n < 0 {
		os.Exit(1)
	}
	if t.n > 9 {
		panic("too many")
	}
	t.mu.Unlock()
}

type handed struct {
	mu sync.Mutex
	n  int
}

// toTask locks for the task, which unlocks.
func (h *handed) toTask(slow bool) {
	h.mu.Lock()
	if slow {
		go func() {
			defer h.mu.Unlock()
			h.n++
		}()
		return
	}
	h.n++
	h.mu.Unlock()
}

type optional struct {
	mu *sync.Mutex
	n  int
}

func (o *optional) add() {
	if o.mu != nil {
		o.mu.Lock()
	}
	o.n++
	if o.mu != nil {
		o.mu.Unlock()
	}
}

type both struct {
	a, b sync.Mutex
	n    int
}

func (x *both) handOverHand(stop bool) {
	x.a.Lock()
	if stop {
		x.a.Unlock()
		return
	}
	x.b.Lock()
	x.a.Unlock()
	x.n++
	x.b.Unlock()
}

func (s *store) walk() int {
	cur := s
	cur.mu.RLock()
	for cur.next != nil {
		next := cur.next
		next.mu.RLock()
		cur.mu.RUnlock()
		cur = next
	}
	n := cur.n
	cur.mu.RUnlock()
	return n
}

func (e *embedded) switched(kind int) int {
	e.Lock()
	switch kind {
	case 1:
		e.Unlock()
		return 1
	case 2:
		e.Unlock()
	default:
		e.Unlock()
		return 3
	}
	return 2
}

// notOurs only locks: whoever calls it unlocks.
type locker struct{ l sync.Locker }

func (l *locker) Lock()   { l.l.Lock() }
func (l *locker) Unlock() { l.l.Unlock() }

func (l *locker) both(err error) error {
	l.Lock()
	if err != nil {
		l.Unlock()
		return err
	}
	l.Unlock()
	return nil
}

func (l *listed) skips(keys []int) {
	for _, k := range keys {
		l.mu.Lock() // want `l.mu is still locked on a path to the next iteration: which locks it again and blocks for ever`
		if k < 0 {
			continue
		}
		l.sum += k
		l.mu.Unlock()
	}
}

type listed struct {
	mu  sync.Mutex
	sum int
}

func lockAll(list []*shard) (sum int) {
	for _, l := range list {
		l.mu.Lock()
	}
	for _, l := range list {
		sum += l.sum
	}
	for _, l := range list {
		l.mu.Unlock()
	}
	return sum
}

type shard struct {
	mu  sync.Mutex
	sum int
}

func (l *listed) skipsUnlocked(keys []int) {
	for _, k := range keys {
		l.mu.Lock()
		if k < 0 {
			l.mu.Unlock()
			continue
		}
		l.sum += k
		l.mu.Unlock()
	}
}

type forTask struct {
	mu sync.Mutex
	n  int
}

func (f *forTask) start() {
	f.mu.Lock()
	go func() {
		if load() != nil {
			return // want `the task ends here with f.mu locked, which line 504 locked for it: whoever locks it next blocks for ever`
		}
		f.n++
		f.mu.Unlock()
	}()
}

func (f *forTask) startCorrected() {
	f.mu.Lock()
	go func() {
		defer f.mu.Unlock()
		if load() != nil {
			return
		}
		f.n++
	}()
}

// startUnlocked unlocks before it starts the task, which does lock.
func (f *forTask) startUnlocked() {
	f.mu.Lock()
	f.n++
	f.mu.Unlock()
	go func() {
		if load() != nil {
			return
		}
		f.mu.Lock()
		f.n++
		f.mu.Unlock()
	}()
}

// newGuarded drops what it has locked if it fails.
func newGuarded() (*guarded, error) {
	g := &guarded{}
	g.mu.Lock()
	if err := load(); err != nil {
		return nil, err
	}
	g.n++
	g.mu.Unlock()
	return g, nil
}

type guarded struct {
	mu sync.Mutex
	n  int
}
