package values

import (
	"context"
	"io"
	"iter"
	"net"
	"os"
	"os/signal"
	"slices"
	"sync"
	"testing"
)

func accept(l net.Listener) {
	for {
		c, err := l.Accept() // want "conn safe: async borrow Copy, async release Close"
		if err != nil {
			return
		}
		go func() {
			io.Copy(io.Discard, c)
			c.Close()
		}()
	}
}

func acceptLeaks(l net.Listener) {
	for {
		c, err := l.Accept() // want "conn leaks: async borrow Copy"
		if err != nil {
			return
		}
		go func() { io.Copy(io.Discard, c) }()
	}
}

func acceptCall(l net.Listener) {
	for {
		c, err := l.Accept() // want "conn safe: async release serve"
		if err != nil {
			return
		}
		go serve(c)
	}
}

func serve(c net.Conn) { defer c.Close() }

func acceptLook(l net.Listener, s *server) {
	for {
		c, err := l.Accept() // want "conn leaks: async borrow look"
		if err != nil {
			return
		}
		go s.look(c)
	}
}

func passedToLiteral(l net.Listener) {
	c, err := l.Accept() // want "conn safe: async deferred release Close"
	if err != nil {
		return
	}
	go func(c net.Conn) { defer c.Close() }(c)
}

func group(l net.Listener, wg *sync.WaitGroup) {
	c, err := l.Accept() // want "conn safe: async deferred release Close"
	if err != nil {
		return
	}
	wg.Go(func() { defer c.Close() })
}

func variable(name string) error {
	f, err := os.Open(name) // want "file safe: deferred release Close"
	if err != nil {
		return err
	}
	done := func() { f.Close() }
	defer done()
	return nil
}

func variableOnOnePath(name string, b bool) {
	f, err := os.Open(name) // want "file leaks: release Close"
	if err != nil {
		return
	}
	done := func() { f.Close() }
	if b {
		done()
	}
}

func literalReturned(name string) func() {
	f, _ := os.Open(name) // want "file safe: hand on"
	return func() { f.Close() }
}

type closers struct{ list []func() error }

func (c *closers) add(f func() error) { c.list = append(c.list, f) }

func methodValue(name string, c *closers) {
	f, _ := os.Open(name) // want "file safe: release Close"
	c.add(f.Close)
}

func cleanup(t *testing.T, name string) {
	f, _ := os.Open(name) // want "file safe: async release Close"
	t.Cleanup(func() { f.Close() })
}

func afterFunc(ctx context.Context, addr string) {
	c, _ := net.Dial("tcp", addr)                        // want "conn safe: async release Close"
	stop := context.AfterFunc(ctx, func() { c.Close() }) // want "ctx safe: deferred release"
	defer stop()
}

func sorted(name string, list []int) {
	f, _ := os.Open(name) // want "file leaks: borrow Name"
	slices.SortFunc(list, func(a, b int) int { return len(f.Name()) + a - b })
}

func captured(addr string) (c net.Conn) {
	func() {
		c, _ = net.Dial("tcp", addr) // want "conn safe: hand on"
	}()
	return c
}

func stopped() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // want "ctx safe: deferred release"
	defer stop()
	<-ctx.Done()
}

func notStopped() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // want "ctx leaks: $"
	_ = stop
	<-ctx.Done()
}

func pulled(seq iter.Seq[int]) int {
	next, stop := iter.Pull(seq) // want "coroutine leaks: release"
	n, ok := next()
	if !ok {
		return 0
	}
	stop()
	return n
}

func ranged(seq iter.Seq[string]) error {
	for name := range seq {
		f, err := os.Open(name) // want "file leaks: borrow Stat, release Close"
		if err != nil {
			return err
		}
		if _, err := f.Stat(); err != nil {
			return err
		}
		f.Close()
	}
	return nil
}

func rangedSafe(seq iter.Seq[string]) error {
	for name := range seq {
		f, err := os.Open(name) // want "file safe: deferred release Close"
		if err != nil {
			return err
		}
		defer f.Close()
	}
	return nil
}

func closedInRange(name string, seq iter.Seq[int]) {
	f, _ := os.Open(name) // want "file safe: release Close"
	for range seq {
		f.Close()
	}
}
