// Package groups waits for the tasks of groups in fields.
package groups

import (
	"context"
	"io"
	"net/http"
	"sync"
)

// An Encoder compresses blocks while others are filled, and writes while it does.
type Encoder struct {
	w       io.Writer
	wg, out sync.WaitGroup
	filling []byte
	err     error
}

// Whoever waits for it waits for the processor.
func (e *Encoder) Close() error {
	e.wg.Wait()
	e.out.Wait()
	return e.err
}

func (e *Encoder) Write(p []byte) (int, error) {
	e.wg.Wait()
	e.filling = append(e.filling[:0], p...)
	e.wg.Add(1)
	go func(src []byte) {
		defer func() {
			if r := recover(); r != nil {
				e.err = io.ErrShortWrite
			}
			e.wg.Done()
		}()
		sum := encode(src)
		e.out.Wait()
		e.out.Add(1)
		go e.flush(sum)
	}(e.filling)
	return len(p), nil
}

func (e *Encoder) flush(sum []byte) {
	defer e.out.Done()
	_, e.err = e.w.Write(sum)
}

func encode(src []byte) []byte {
	var sum byte
	for i := 0; ; i++ {
		if i == len(src) {
			return []byte{sum}
		}
		sum += src[i]
	}
}

// A Fetcher's tasks ask others.
type Fetcher struct{ wg sync.WaitGroup }

func (f *Fetcher) Start(url string) {
	f.wg.Go(func() { fetch(url) })
}

func fetch(url string) {
	http.Get(url)
}

func (f *Fetcher) Wait() { // want Wait:`mayblock: wait: \(\*sync.WaitGroup\).Wait`
	f.wg.Wait()
}

// A Caller's tasks hand a context on: they wait for somebody.
type Caller struct {
	wg sync.WaitGroup
	by asker
}

type asker interface{ Ask(ctx context.Context) }

func (c *Caller) Start(ctx context.Context) {
	c.wg.Go(func() { c.by.Ask(ctx) })
}

func (c *Caller) Wait() { // want Wait:`mayblock: wait: \(\*sync.WaitGroup\).Wait`
	c.wg.Wait()
}

// A Pool's tasks are functions of its users.
type Pool struct{ wg sync.WaitGroup }

func (p *Pool) Go(task func()) {
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		task()
	}()
}

func (p *Pool) Wait() { // want Wait:`mayblock: wait: \(\*sync.WaitGroup\).Wait`
	p.wg.Wait()
}

// A Server's task goes on until it is told to end.
type Server struct {
	wg   sync.WaitGroup
	read func() error
}

func (s *Server) Start() {
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		for {
			if s.read() != nil {
				return
			}
		}
	}()
}

func (s *Server) Wait() { // want Wait:`mayblock: wait: \(\*sync.WaitGroup\).Wait`
	s.wg.Wait()
}

// A Listener's task receives.
type Listener struct {
	wg sync.WaitGroup
	in chan int
	n  int
}

func (l *Listener) Start() {
	l.wg.Add(1)
	go l.run()
}

func (l *Listener) run() {
	defer l.wg.Done()
	for n := range l.in {
		l.n += n
	}
}

func (l *Listener) Wait() { // want Wait:`mayblock: wait: \(\*sync.WaitGroup\).Wait`
	l.wg.Wait()
}

// A Counter's tasks are others'.
type Counter struct{ wg sync.WaitGroup }

func (c *Counter) Begin() { c.wg.Add(1) }
func (c *Counter) End()   { c.wg.Done() }

func (c *Counter) Wait() { // want Wait:`mayblock: wait: \(\*sync.WaitGroup\).Wait`
	c.wg.Wait()
}

// Of a Shared one somebody else has the group.
type Shared struct{ wg *sync.WaitGroup }

func (s *Shared) Start() {
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		encode(nil)
	}()
}

func (s *Shared) Wait() { // want Wait:`mayblock: wait: \(\*sync.WaitGroup\).Wait`
	s.wg.Wait()
}
