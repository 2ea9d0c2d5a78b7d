// Package actors has loops around channels of all shapes.
package actors

import (
	"context"
	"log"
	"time"
)

type server struct {
	jobs   chan int
	reload chan bool
	out    chan int
	done   chan struct{}
	peer   *server
}

func newServer() *server {
	s := &server{jobs: make(chan int), reload: make(chan bool), done: make(chan struct{})}
	go s.run()
	return s
}

// In a method that a constructor starts.
func (s *server) run() {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for { // want `run: source s.jobs, source s.reload, timer t.C, shutdown s.done; tasks 1; calls handle, each, \(literal\), log1`
		select {
		case j := <-s.jobs:
			s.handle(j)
		case <-s.reload:
			s.each(func(int) { s.log1() })
		case <-t.C:
			go s.never()
		case <-s.done:
			return
		}
	}
}

func (s *server) handle(j int) { s.log1() }
func (s *server) log1()        {}
func (s *server) never()       {}
func (s *server) each(f func(int)) {
	f(1)
}

// In a literal, labelled, with two selects, the first of which looks only.
func labelled(ctx context.Context, a, b chan int) {
	go func() {
	loop:
		for { // want `literal: shutdown ctx.Done\(\), default, source a, source b, timer time.After\(1\), shutdown b; tasks 1; calls`
			select {
			case <-ctx.Done():
				break loop
			default:
			}
			select {
			case <-a:
			case v, ok := <-b:
				if !ok {
					break loop
				}
				_ = v
			case <-time.After(1):
			case <-b:
				break loop
			}
		}
	}()
}

// What is less urgent comes in the default.
func urgent(hi, lo chan int) {
	for { // want `urgent: source hi, default, source hi, source lo; tasks 0; calls`
		select {
		case <-hi:
		default:
			select {
			case <-hi:
			case <-lo:
			}
		}
	}
}

// The select is in a helper.
func (s *server) serve(ctx context.Context) {
	for s.step(ctx) { // want `serve: source s.jobs, source s.reload, shutdown ctx.Done\(\); tasks 0; calls step, handle, log1`
	}
}

func (s *server) step(ctx context.Context) bool {
	select {
	case j := <-s.jobs:
		s.handle(j)
	case <-s.reload:
	case <-ctx.Done():
		return false
	}
	return true
}

// The task calls the function with the loop.
func indirect(s *server) {
	go func() {
		defer close(s.out)
		s.pump()
	}()
}

func (s *server) pump() {
	var out chan int
	for { // want `pump: source s.jobs, output out, shutdown s.done; tasks 1; calls`
		select {
		case <-s.jobs:
			out = s.out
		case out <- 1:
			out = nil
		case <-s.done:
			log.Fatal("over")
		}
	}
}

// Loops around one receive.
func single(s *server) {
	for j := range s.jobs { // want `single: source s.jobs; tasks 0; calls handle, log1`
		s.handle(j)
	}
	for { // want `single: source s.reload; tasks 0; calls log1`
		ok := <-s.reload
		if !ok {
			return
		}
		s.log1()
	}
}

type inbox[T any] struct{ in, urgent chan T }

func (b *inbox[T]) loop(f func(T)) {
	for { // want `loop: source b.in, source b.urgent; tasks 0; calls call`
		select {
		case v := <-b.in:
			b.call(f, v)
		case v := <-b.urgent:
			b.call(f, v)
		}
	}
}

func (b *inbox[T]) call(f func(T), v T) { f(v) }

func seq(yield func(int) bool) { yield(1) }

// The body of a loop over a function is part of the loop.
func over(s *server) {
	for { // want `over: source s.jobs, source s.reload; tasks 0; calls log1, seq`
		select {
		case <-s.jobs:
			for range seq {
				s.log1()
			}
		case <-s.reload:
		}
	}
}

// No actors: these loops end by themselves, or wait for nothing, or in an inner loop.
func none(s *server, n int) {
	for i := 0; i < n; i++ {
		select {
		case <-s.jobs:
		case <-s.reload:
		}
	}
	for n > 0 {
		n--
	}
	for {
		for range s.jobs { // want `none: source s.jobs; tasks 0; calls`
		}
	}
}
