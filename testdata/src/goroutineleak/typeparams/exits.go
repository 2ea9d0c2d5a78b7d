package typeparams

import (
	"context"
	"io"
	"sync"
	"time"
)

type lru[K comparable, V any] struct {
	mu   sync.Mutex
	m    map[K]V
	done chan struct{}
}

func newLRU[K comparable, V any]() *lru[K, V] {
	l := &lru[K, V]{m: make(map[K]V), done: make(chan struct{})}
	go l.sweep()
	go l.watch()
	return l
}

func (l *lru[K, V]) sweep() {
	for { // want `goroutine started at line 18 never ends: nothing leaves this loop, although lru has a method Close`
		time.Sleep(time.Minute)
		l.mu.Lock()
		clear(l.m)
		l.mu.Unlock()
	}
}

func (l *lru[K, V]) watch() {
	for {
		select {
		case <-time.After(time.Second):
			println(len(l.m))
		case <-l.done:
			return
		}
	}
}

func (l *lru[K, V]) Close() { close(l.done) }

func pump[T any](ctx context.Context, in <-chan T, each func(context.Context, T)) {
	go func() {
		for {
			select {
			case v := <-in:
				each(ctx, v)
			case <-ctx.Done():
				return
			}
		}
	}()
}

func piped[T any](v T, encode func(io.Writer, T) error) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		if err := encode(pw, v); err != nil {
			return // want `goroutine ends here without closing pw`
		}
		pw.Close()
	}()
	return pr
}

func pipedToTheEnd[T any](v T, encode func(io.Writer, T) error) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		pw.CloseWithError(encode(pw, v))
	}()
	return pr
}
