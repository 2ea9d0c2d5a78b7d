// Package certainty ends duties, surely or perhaps.
package certainty

import (
	"iter"
	"net"
	"os"
)

func direct(name string) {
	f, _ := os.Open(name)
	f.Stat()
	f.Close() // want "must"
}

func deferred(name string) {
	f, _ := os.Open(name)
	defer f.Close() // want "must"
}

func literal(name string) {
	f, _ := os.Open(name)
	defer func() { // want "must"
		f.Close() // want "must"
	}()
}

func literalOnOnePath(name string, b bool) {
	f, _ := os.Open(name)
	defer func() { // want "may"
		if b {
			f.Close() // want "must"
		}
	}()
}

func literalWithNilTest(name string) {
	f, _ := os.Open(name)
	defer func() { // want "must"
		if f != nil {
			f.Close() // want "must"
		}
	}()
}

func nested(name string) {
	f, _ := os.Open(name)
	func() {
		func() {
			f.Close() // want "must"
		}() // want "must"
	}() // want "must"
}

func task(l net.Listener) {
	c, _ := l.Accept()
	go func() { // want "must"
		defer c.Close() // want "must"
	}()
}

func helper(name string) {
	f, _ := os.Open(name)
	closeIt(f) // want "must"
}

func closeIt(f *os.File) { f.Close() }

func helperOnOnePath(name string) {
	f, _ := os.Open(name)
	closeOnError(f) // want "may"
}

func closeOnError(f *os.File) error {
	_, err := f.Stat()
	if err != nil {
		f.Close()
	}
	return err
}

func helperChain(name string) {
	f, _ := os.Open(name)
	closeTwice(1, f) // want "must"
}

func closeTwice(n int, f *os.File) {
	if n > 0 {
		closeIt(f)
		return
	}
	f.Close()
}

func recursive(name string) {
	f, _ := os.Open(name)
	down(f, 3) // want "may"
}

func down(f *os.File, n int) {
	if n == 0 {
		f.Close()
		return
	}
	down(f, n-1)
}

func method(l net.Listener) {
	c, _ := l.Accept()
	(&server{}).serve(c) // want "must"
}

type server struct{ last net.Conn }

func (s *server) serve(c net.Conn) { defer c.Close() }

func stored(l net.Listener, s *server) {
	c, _ := l.Accept()
	s.last = c // want "must"
}

func passed(l net.Listener, f func(net.Conn)) {
	c, _ := l.Accept()
	f(c) // want "must"
}

func ranged(name string, seq iter.Seq[int]) { // want "may, without a position"
	f, _ := os.Open(name)
	for range seq {
		f.Close() // want "must"
	}
}

func given(name string, run func(func())) { // want "must, without a position"
	f, _ := os.Open(name)
	run(func() { f.Close() })
}

func borrowed(name string) {
	f, _ := os.Open(name)
	look(f)
	func() { f.Name() }()
	go look(f)
}

func look(f *os.File) { f.Stat() }
