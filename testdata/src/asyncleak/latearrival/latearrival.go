// Package latearrival has tasks whose resource may come when nobody waits for it
// any more.
package latearrival

import (
	"context"
	"errors"
	"net"
	"os"
	"time"
)

type result struct {
	conn net.Conn
	err  error
}

// A buffered channel lets the goroutine end, and the connection with it stays.
func buffered(addr string) (net.Conn, error) {
	ch := make(chan result, 1)
	go func() {
		conn, err := net.Dial("tcp", addr)
		ch <- result{conn, err} // want `conn from net.Dial is never closed if it arrives late: buffered can return at line \d+ without receiving from ch`
	}()
	select {
	case r := <-ch:
		return r.conn, r.err
	case <-time.After(time.Second):
		return nil, errors.New("timeout")
	}
}

func valueAlone(ctx context.Context, addr string) (net.Conn, error) {
	conns := make(chan net.Conn, 1)
	errs := make(chan error, 1)
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			errs <- err
			return
		}
		conns <- conn // want `conn from net.Dial is never closed if it arrives late: valueAlone can return at line \d+ without receiving from conns`
	}()
	select {
	case conn := <-conns:
		return conn, nil
	case err := <-errs:
		return nil, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// The send has another way out, and the connection has none.
func guarded(ctx context.Context, addr string) net.Conn {
	conns := make(chan net.Conn)
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			close(conns)
			return
		}
		select {
		case conns <- conn: // want `conn from net.Dial is not closed when the send on conns is given up`
		case <-ctx.Done():
		}
	}()
	select {
	case conn := <-conns:
		return conn
	case <-ctx.Done():
		return nil
	}
}

func file(ctx context.Context, name string) *os.File {
	ch := make(chan *os.File, 1)
	go open(name, ch)
	select {
	case f := <-ch:
		return f
	case <-ctx.Done():
		return nil
	}
}

func open(name string, ch chan<- *os.File) {
	f, err := os.Open(name)
	if err != nil {
		ch <- nil
		return
	}
	ch <- f // want `f from os.Open is never closed if it arrives late: file can return at line \d+ without receiving from ch`
}

// Near-misses.

func closesLate(addr string) (net.Conn, error) {
	ch := make(chan result, 1)
	go func() {
		conn, err := net.Dial("tcp", addr)
		ch <- result{conn, err}
	}()
	select {
	case r := <-ch:
		return r.conn, r.err
	case <-time.After(time.Second):
		go func() {
			if r := <-ch; r.conn != nil {
				r.conn.Close()
			}
		}()
		return nil, errors.New("timeout")
	}
}

func closesDeferred(addr string, done <-chan struct{}) (net.Conn, error) {
	ch := make(chan result, 1)
	go func() {
		conn, err := net.Dial("tcp", addr)
		ch <- result{conn, err}
	}()
	select {
	case <-done:
		defer func() {
			r := <-ch
			if r.conn != nil {
				r.conn.Close()
			}
		}()
		return nil, errors.New("done")
	case r := <-ch:
		return r.conn, r.err
	}
}

func alwaysReceives(addr string) (net.Conn, error) {
	ch := make(chan result)
	go func() {
		conn, err := net.Dial("tcp", addr)
		ch <- result{conn, err}
	}()
	r := <-ch
	return r.conn, r.err
}

func closesOtherArm(ctx context.Context, addr string) net.Conn {
	conns := make(chan net.Conn)
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			close(conns)
			return
		}
		select {
		case conns <- conn:
		case <-ctx.Done():
			conn.Close()
		}
	}()
	select {
	case conn := <-conns:
		return conn
	case <-ctx.Done():
		return nil
	}
}

func closesAfterSelect(ctx context.Context, addr string) net.Conn {
	conns := make(chan net.Conn)
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			close(conns)
			return
		}
		select {
		case conns <- conn:
			return
		case <-ctx.Done():
		}
		conn.Close()
	}()
	select {
	case conn := <-conns:
		return conn
	case <-ctx.Done():
		return nil
	}
}

func keptElsewhere(addr string, all *[]net.Conn) net.Conn {
	ch := make(chan net.Conn, 1)
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		*all = append(*all, conn)
		ch <- conn
	}()
	select {
	case conn := <-ch:
		return conn
	case <-time.After(time.Second):
		return nil
	}
}

// What is sent is no resource.
func plain(name string) []byte {
	ch := make(chan []byte, 1)
	go func() {
		b, _ := os.ReadFile(name)
		ch <- b
	}()
	select {
	case b := <-ch:
		return b
	case <-time.After(time.Second):
		return nil
	}
}

// The channel goes where the analysis does not follow.
func escapes(addr string, register func(chan net.Conn)) net.Conn {
	ch := make(chan net.Conn, 1)
	register(ch)
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		ch <- conn
	}()
	select {
	case conn := <-ch:
		return conn
	case <-time.After(time.Second):
		return nil
	}
}

// The connection ends with its context, and whoever cancels that waits.
func handsBack(addr string) <-chan net.Conn {
	ch := make(chan net.Conn, 1)
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			close(ch)
			return
		}
		ch <- conn
	}()
	return ch
}

// A file that is closed before it is sent is only a name.
func closedBefore(name string) *os.File {
	ch := make(chan *os.File, 1)
	go func() {
		f, err := os.Open(name)
		if err != nil {
			return
		}
		f.Close()
		ch <- f
	}()
	select {
	case f := <-ch:
		return f
	case <-time.After(time.Second):
		return nil
	}
}

type accepted struct {
	conn net.Conn
	err  error
}

type listener struct {
	net.Listener
	conns chan accepted
	stop  chan struct{}
}

func listen(l net.Listener) *listener {
	return &listener{Listener: l, conns: make(chan accepted), stop: make(chan struct{})}
}

func (l *listener) Accept() (net.Conn, error) {
	a := <-l.conns
	return a.conn, a.err
}

func (l *listener) Close() error {
	close(l.stop)
	return l.Listener.Close()
}

// The listener closes what it can't pass on.
func (l *listener) accepts() {
	go func() {
		for {
			conn, err := l.Listener.Accept()
			terminate := err != nil
			select {
			case l.conns <- accepted{conn: conn, err: err}:
			case <-l.stop:
				if conn != nil {
					_ = conn.Close()
				}
				terminate = true
			}
			if terminate {
				return
			}
		}
	}()
}

func (l *listener) acceptsAndForgets() {
	go func() {
		for {
			conn, err := l.Listener.Accept()
			select {
			case l.conns <- accepted{conn, err}: // want `conn from net.Listener.Accept is not closed when the send on l.conns is given up`
			case <-l.stop:
				return
			}
		}
	}()
}
