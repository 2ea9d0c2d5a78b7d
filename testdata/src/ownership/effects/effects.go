// Package effects has functions that do all there is to do with a resource.
package effects

import (
	"bufio"
	"compress/gzip"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
)

// Parameters that are released.

func Close(c io.Closer) { c.Close() } // want Close:"ownership: 0 releases$"

func DeferClose(f *os.File) { // want DeferClose:"ownership: 0 releases$"
	defer f.Close()
	fmt.Fprintln(f, "x")
}

func DeferLiteral(f *os.File) { // want DeferLiteral:"ownership: 0 releases$"
	defer func() {
		if err := f.Close(); err != nil {
			fmt.Println(err)
		}
	}()
}

func OnError(f *os.File) error { // want OnError:"ownership: 0 releases$"
	if _, err := f.Write(nil); err != nil {
		f.Close()
		return err
	}
	return nil
}

func ThroughHelper(f *os.File) { helper(1, f) } // want ThroughHelper:"ownership: 0 releases$"

func helper(n int, f *os.File) { DeferClose(f) }

func Body(resp *http.Response) { // want Body:"ownership: 0 releases$"
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
}

func Assert(r io.Reader) { // want Assert:"ownership: 0 releases$"
	if c, ok := r.(io.Closer); ok {
		c.Close()
	}
}

func Switch(r io.Reader) { // want Switch:"ownership: 0 releases$"
	switch x := r.(type) {
	case io.Closer:
		x.Close()
	}
}

func Alias(f *os.File) { // want Alias:"ownership: 0 releases$"
	var c io.Closer = f
	c.Close()
}

func Cancel(cancel context.CancelFunc) { cancel() } // want Cancel:"ownership: 0 releases$"

func MethodValue(f *os.File, t *tester) { t.Cleanup(f.Close) } // want MethodValue:"ownership: 0 releases$"

type tester struct{ fs []func() error }

func (t *tester) Cleanup(f func() error) { t.fs = append(t.fs, f) }

func Once(f *os.File, once *sync.Once) { once.Do(func() { f.Close() }) } // want Once:"ownership: 0 releases$"

func Tx(tx *sql.Tx) error { // want Tx:"ownership: 0 releases$"
	if _, err := tx.Exec(""); err != nil {
		return tx.Rollback()
	}
	return tx.Commit()
}

func Locked(mu *sync.Mutex) { mu.Unlock() } // want Locked:"ownership: 0 releases$"

// Parameters that are kept.

type holder struct{ c net.Conn }

var global net.Conn

func Field(h *holder, c net.Conn) { h.c = c } // want Field:"ownership: 1 keeps$"

func Global(c net.Conn) { global = c } // want Global:"ownership: 0 keeps$"

func Literal(c net.Conn) any { return &holder{c: c} } // want Literal:"ownership: 0 keeps$"

func Return(c net.Conn) net.Conn { return c } // want Return:"ownership: 0 keeps$"

func Send(ch chan net.Conn, c net.Conn) { ch <- c } // want Send:"ownership: 1 keeps$"

func Append(list []net.Conn, c net.Conn) []net.Conn { return append(list, c) } // want Append:"ownership: 1 keeps$"

func Map(m map[net.Conn]bool, c net.Conn) { m[c] = true } // want Map:"ownership: 1 keeps$"

func Go(c net.Conn) { // want Go:"ownership: 0 keeps$"
	go func() { io.Copy(io.Discard, c) }()
}

func GoCall(c net.Conn) { go Read(c) } // want GoCall:"ownership: 0 keeps$"

func GoMethod(c *Conn) { go c.serve() } // want GoMethod:"ownership: 0 keeps$"

func Stored(c net.Conn) func() { // want Stored:"ownership: 0 keeps$"
	return func() { c.Write(nil) }
}

func Wrap(c net.Conn) *bufio.Reader { return bufio.NewReader(c) } // want Wrap:"ownership: 0 keeps$"

func WrapVariable(c net.Conn) *bufio.Reader { // want WrapVariable:"ownership: 0 keeps$"
	r := bufio.NewReader(c)
	r.ReadByte()
	return r
}

func Returned(c net.Conn) { global = Return(c) } // want Returned:"ownership: 0 keeps$"

// Parameters that are borrowed.

func Read(r io.Reader) ([]byte, error) { return io.ReadAll(r) } // want Read:"ownership: 0 borrows$"

func Lines(r io.Reader) (n int) { // want Lines:"ownership: 0 borrows$"
	s := bufio.NewScanner(r)
	for s.Scan() {
		n++
	}
	return n
}

func Unzip(r io.Reader) error { // want Unzip:"ownership: 0 borrows$"
	z, err := gzip.NewReader(r)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, z)
	return err
}

func Compare(a, b *os.File) bool { return a != nil && a.Name() == b.Name() } // want Compare:"ownership: 0 borrows, 1 borrows$"

func Status(resp *http.Response) int { return resp.StatusCode } // want Status:"ownership: 0 borrows$"

func Decode(resp *http.Response) { io.ReadAll(resp.Body) } // want Decode:"ownership: 0 borrows$"

func Chain(f *os.File) { Read(f) } // want Chain:"ownership: 0 borrows$"

func Sync(f *os.File) { // want Sync:"ownership: 0 borrows$"
	func() { f.Sync() }()
}

func Recursive(f *os.File, n int) { // want Recursive:"ownership: 0 borrows$"
	if n > 0 {
		Recursive(f, n-1)
	}
}

// Parameters of which nothing is known.

func Dynamic(c net.Conn, f func(net.Conn)) { f(c) }

func Iface(c net.Conn, k interface{ Keep(net.Conn) }) { k.Keep(c) }

func Address(c net.Conn) *net.Conn { return &c }

// Not resources.

func Number(n int) int { return n }

func Context(ctx context.Context) { <-ctx.Done() }

func Fail(err error) error { return err }

// Receivers.

type Conn struct{ rwc net.Conn }

func (c *Conn) Close() error { return c.rwc.Close() }

func (c *Conn) serve() {}

func (c *Conn) Serve() { // want Serve:"ownership: receiver releases$"
	defer c.Close()
}

func (c *Conn) Part() { c.rwc.Close() } // want Part:"ownership: receiver releases$"

func (c *Conn) Keep(h *pool) { h.list = append(h.list, c) } // want Keep:"ownership: receiver keeps$"

type pool struct{ list []*Conn }

func (c *Conn) Use() { c.rwc.Write(nil) }

// Results that the caller owns.

func Open(name string) (*os.File, error) { return os.Open(name) } // want Open:"ownership: returns 0 file Close$"

func Checked(name string) (*os.File, error) { // want Checked:"ownership: returns 0 file Close$"
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if _, err := f.Stat(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func Named(name string) (f *os.File, err error) { // want Named:"ownership: returns 0 file Close$"
	f, err = os.Open(name)
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	return
}

func Get(ctx context.Context, url string) (*http.Response, error) { // want Get:"ownership: returns 0 http-body Body.Close$"
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func Chained(name string) (*os.File, error) { return Open(name) } // want Chained:"ownership: returns 0 file Close$"

func ViaInterface(name string) (io.Closer, error) { // want ViaInterface:"ownership: returns 0 file Close$"
	f, err := os.Open(name)
	return f, err
}

// Results that somebody else owns as well, or that nobody acquired.

var cache = make(map[string]*os.File)

func Cached(name string) (*os.File, error) {
	if f := cache[name]; f != nil {
		return f, nil
	}
	f, err := os.Open(name)
	cache[name] = f
	return f, err
}

func Parameter(f *os.File) *os.File { return f } // want Parameter:"ownership: 0 keeps$"

func Sometimes(name string) (*os.File, error) {
	if name == "-" {
		return os.Stdin, nil
	}
	return os.Open(name)
}

func Watched(ctx context.Context, addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { c.Close() })
	return c, nil
}

func CleanedUp(t *testing.T, h http.Handler) *httptest.Server {
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv
}

func CleanedUpByLiteral(t *testing.T, h http.Handler) *httptest.Server {
	srv := httptest.NewServer(h)
	t.Cleanup(func() { srv.Close() })
	return srv
}

func Served(h http.Handler) *httptest.Server { return httptest.NewServer(h) } // want Served:"ownership: returns 0 server Close$"

func InMemory(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) } // want InMemory:"ownership: 0 keeps$"

func Loop(n int) *os.File {
	if n == 0 {
		return nil
	}
	return Loop(n - 1)
}

func Generic[T io.Closer](c T) { c.Close() } // want Generic:"ownership: 0 releases$"

func GenericKeep[T io.Closer](list *[]T, c T) { *list = append(*list, c) } // want GenericKeep:"ownership: 1 keeps$"
