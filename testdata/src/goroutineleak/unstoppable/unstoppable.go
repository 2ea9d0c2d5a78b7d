// Package unstoppable holds constructors that start goroutines.
package unstoppable

import (
	"sync"
	"time"
)

type Cache struct {
	mu sync.Mutex
	m  map[string]int
}

func NewCache() *Cache {
	c := &Cache{m: make(map[string]int)}
	go c.sweep() // want `goroutine never ends, and nothing can stop it: Cache, which NewCache returns, has no method Close, Stop or Shutdown`
	return c
}

func (c *Cache) sweep() {
	for {
		time.Sleep(time.Minute)
		c.mu.Lock()
		clear(c.m)
		c.mu.Unlock()
	}
}

type Store interface{ Get(string) int }

type memory struct{ m map[string]int }

func (m *memory) Get(k string) int { return m.m[k] }

func NewStore(interval time.Duration) (Store, error) {
	m := &memory{m: make(map[string]int)}
	go func() { // want `goroutine never ends, and nothing can stop it: memory, which NewStore returns, has`
		for range time.Tick(interval) {
			clear(m.m)
		}
	}()
	return m, nil
}

type Queue struct{ in chan func() }

func NewQueue() *Queue {
	q := &Queue{in: make(chan func())}
	go func() { // want `goroutine never ends, and nothing can stop it: Queue, which NewQueue returns, has`
		for f := range q.in {
			f()
		}
	}()
	return q
}

func (q *Queue) Do(f func()) { q.in <- f }

// Near-misses.

type Stopped struct {
	m    map[string]int
	stop chan struct{}
}

func NewStopped() *Stopped {
	s := &Stopped{m: make(map[string]int), stop: make(chan struct{})}
	go s.loop()
	return s
}

func (s *Stopped) loop() {
	for {
		select {
		case <-time.After(time.Minute):
			clear(s.m)
		case <-s.stop:
			return
		}
	}
}

func (s *Stopped) End() { close(s.stop) }

type Fed struct{ In chan func() }

// NewFed lets its users close the channel.
func NewFed() *Fed {
	f := &Fed{In: make(chan func())}
	go func() {
		for do := range f.In {
			do()
		}
	}()
	return f
}

type Timed struct{ n int }

func NewTimed() *Timed {
	t := &Timed{}
	go func() {
		for range 10 {
			time.Sleep(time.Second)
			t.n++
		}
	}()
	return t
}

// The goroutine does not work for what is returned.
type Plain struct{ n int }

func NewPlain() *Plain {
	startOnce.Do(func() {
		go func() {
			for {
				time.Sleep(time.Second)
				println("tick")
			}
		}()
	})
	return &Plain{}
}

var startOnce sync.Once

type Lazy struct{ m map[string]int }

var lazy = sync.OnceValue(func() *Lazy {
	l := &Lazy{m: make(map[string]int)}
	go l.sweep()
	return l
})

func (l *Lazy) sweep() {
	for {
		time.Sleep(time.Minute)
		clear(l.m)
	}
}

func UseLazy() int { return len(lazy().m) }

// Started by a method when it is wanted.
type Pinger struct{ n int }

func NewPinger() *Pinger { return &Pinger{} }

func (p *Pinger) Ping() {
	go func() {
		for {
			time.Sleep(time.Second)
			p.n++
		}
	}()
}
