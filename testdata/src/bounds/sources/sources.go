// Package sources holds loops of all kinds.
package sources

import (
	"context"
	"net"
	"runtime"
	"time"
)

func work(any) {}

func ranges(in <-chan int) {
	for v := range in {
		go work(v) // want `channel: none`
	}
}

func receives(ctx context.Context, in <-chan int) {
	for {
		select {
		case <-ctx.Done():
			return
		case v := <-in:
			go work(v) // want `channel: none`
		}
	}
}

func ticks(t *time.Ticker) {
	for range t.C {
		go work(nil) // want `ticker: none`
	}
}

func tickOrValue(t *time.Ticker, in chan int) {
	for {
		select {
		case <-t.C:
			go work(nil) // want `ticker: none`
		case v := <-in:
			go work(v) // want `channel: none`
		}
	}
}

func accepts(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		go work(c) // want `accept: none`
	}
}

func acceptsInHead(ln net.Listener) {
	for c, err := ln.Accept(); err == nil; c, err = ln.Accept() {
		go work(c) // want `accept: none`
	}
}

func packets(pc net.PacketConn) {
	for {
		buf := make([]byte, 1500)
		n, _, err := pc.ReadFrom(buf)
		if err != nil {
			return
		}
		go work(buf[:n]) // want `read: none`
	}
}

type consumer interface {
	Poll(ms int) string
}

func polls(c consumer) {
	for {
		msg := c.Poll(100)
		go work(msg) // want `read: none`
	}
}

func batches(in chan []int) {
	for batch := range in {
		for _, v := range batch {
			go work(v) // want `channel: none`
		}
	}
}

func items(list []string) {
	for _, v := range list {
		go work(v) // want `items: none`
	}
}

func entries(m map[string]int) {
	for k := range m {
		go work(k) // want `items: none`
	}
}

type options struct{ concurrency int }

func fixed(workers int, o *options) {
	for i := 0; i < o.concurrency; i++ {
		go work(i) // want `fixed: none`
	}
	for i := range 10 {
		go work(i) // want `fixed: none`
	}
	for i := 0; i < runtime.NumCPU(); i++ {
		go work(i) // want `fixed: none`
	}
	for i := range workers {
		go work(i) // want `fixed: none`
	}
	for _, name := range []string{"a", "b"} {
		go work(name) // want `fixed: none`
	}
	var slots [4]int
	for i := range slots {
		go work(i) // want `fixed: none`
	}
}

// A list in disguise.
func feed(list []string) {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, s := range list {
			ch <- s
		}
	}()
	for s := range ch {
		go work(s) // want `channel that ends: none`
	}
}

// What two others pass on from a list.
func relay(list []string) {
	in, out := make(chan string), make(chan string)
	go func() {
		defer close(in)
		for _, s := range list {
			in <- s
		}
	}()
	go func() {
		for s := range in {
			out <- s
		}
	}()
	go func() {
		for s := range in {
			out <- s + "."
		}
	}()
	for s := range out {
		go work(s) // want `channel that ends: none`
	}
}

func feedForever(in net.PacketConn) {
	ch := make(chan string)
	go func() {
		for {
			buf := make([]byte, 10)
			if _, _, err := in.ReadFrom(buf); err != nil {
				return
			}
			ch <- string(buf)
		}
	}()
	for s := range ch {
		go work(s) // want `channel: none`
	}
}

// A channel that feeds itself has no end, and the search for one does.
func cycle() {
	ch := make(chan string, 1)
	ch <- ""
	for s := range ch {
		ch <- s + "."
		go work(s) // want `channel: none`
	}
}

// Not per event: the loop ends with it.
func first(in chan int) {
	for v := range in {
		go work(v)
		return
	}
}

// Workers: a number that is known, each with a loop of its own.
func pool(in chan int) {
	for range runtime.GOMAXPROCS(0) {
		go func() { // want `fixed: none`
			for v := range in {
				work(v)
			}
		}()
	}
	const n = 8
	for i := 0; i < n; i++ {
		go work(i) // want `fixed: none`
	}
	names := []string{"a", "b"}
	for _, name := range names {
		go work(name) // want `fixed: none`
	}
}

// A pool for each event is no pool.
func pools(in chan int) {
	for v := range in {
		for range 4 {
			go work(v) // want `channel: none`
		}
	}
}

func grown(more []string) {
	names := []string{"a", "b"}
	names = append(names, more...)
	for _, name := range names {
		go work(name) // want `items: none`
	}
}

type stream struct {
	pc net.PacketConn
	in chan string
}

// Iterators.

func (s *stream) packets() func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for {
			buf := make([]byte, 1500)
			n, _, err := s.pc.ReadFrom(buf)
			if err != nil || !yield(buf[:n]) {
				return
			}
		}
	}
}

func (s *stream) values(yield func(string) bool) {
	for v := range s.in {
		if !yield(v) {
			return
		}
	}
}

func list(names []string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, n := range names {
			if !yield(n) {
				return
			}
		}
	}
}

func (s *stream) iterates(names []string, foreign func(yield func(string) bool)) {
	for p := range s.packets() {
		go work(p) // want `read: none`
	}
	for v := range s.values {
		go work(v) // want `channel: none`
	}
	for n := range list(names) {
		go work(n) // want `items: none`
	}
	for v := range foreign {
		go work(v) // want `items: none`
	}
}

type bus interface{ subscribe(f func(string)) }

// What a callback sends is no list.
func callbackSends(b bus) {
	messages := make(chan string)
	b.subscribe(func(m string) { messages <- m })
	for m := range messages {
		go work(m) // want `channel: none`
	}
}

// A task that sends what is in a list, is.
func taskSends(names []string) {
	values := make(chan string)
	go func() {
		defer close(values)
		for _, n := range names {
			values <- n
		}
	}()
	for v := range values {
		go work(v) // want `channel that ends: none`
	}
}
