// Package deferred holds deferred calls that release what a goroutine uses.
package deferred

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

type record struct{ Name string }

func load(io.Reader) error  { _, err := os.Stat("x"); return err }
func serve(c net.Conn)      { io.Copy(os.Stdout, c) }
func process(string)        {}
func compute() (n int)      { return }
func index(f *os.File)      { io.Copy(io.Discard, f) }
func scratch(dir string)    { os.WriteFile(filepath.Join(dir, "x"), nil, 0o600) }
func appendTo(b *[]byte)    { *b = append(*b, 1) }
func external(any)          // another package's, for all that is known
func wait(done <-chan bool) { <-done }

// Bugs.

func file(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // want `deferred f.Close does not wait for the goroutine started at line \d+: once file has returned, json.NewDecoder at line \d+ comes too late`
	go func() {
		var r record
		json.NewDecoder(f).Decode(&r)
	}()
	return nil
}

func written(lines <-chan string) {
	f, _ := os.Create("log")
	defer f.Close() // want `once written has returned, f.WriteString at line \d+ comes too late`
	go func() {
		for line := range lines {
			f.WriteString(line)
		}
	}()
	compute()
	time.Sleep(time.Second)
}

func named(name string) {
	f, _ := os.Open(name)
	defer f.Close() // want `once named has returned, io.Copy at line \d+ comes too late`
	go index(f)
}

func passed(name string) {
	f, _ := os.Open(name)
	defer f.Close() // want `deferred f.Close`
	go func(r io.Reader) {
		load(r)
		io.ReadAll(r)
	}(f)
}

func started(name string) {
	f, _ := os.Create(name)
	defer f.Close() // want `once started has returned, f.WriteString comes too late`
	go f.WriteString("x")
}

func inLiteral(name string) {
	f, _ := os.Create(name)
	defer func() {
		if err := f.Close(); err != nil { // want `deferred f.Close does not wait`
			log.Print(err)
		}
	}()
	go func() { f.WriteString("x") }()
}

func reassigned(name string) {
	var f *os.File
	f, _ = os.Open(name)
	defer f.Close() // want `deferred f.Close`
	go func() { io.ReadAll(f) }()
}

func transaction(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // want `once transaction has returned, tx.Exec at line \d+ comes too late`
	go func() {
		tx.Exec("DELETE FROM t")
		tx.Commit()
	}()
	return nil
}

func rows(db *sql.DB) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	defer rows.Close() // want `once rows has returned, rows.Next at line \d+ comes too late`
	go func() {
		for rows.Next() {
			process("x")
		}
	}()
	return nil
}

func body(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close() // want `deferred resp.Body.Close does not wait for the goroutine started at line \d+: once body has returned, io.Copy at line \d+ comes too late`
	go func() {
		io.Copy(io.Discard, resp.Body)
	}()
	return nil
}

func temporary() error {
	dir, err := os.MkdirTemp("", "x")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) // want `once temporary has returned, os.WriteFile at line \d+ comes too late`
	go scratch(dir)
	return nil
}

func flushed(w io.Writer, lines []string) {
	buf := bufio.NewWriter(w)
	defer buf.Flush() // want `once flushed has returned, buf.WriteString at line \d+ comes too late`
	go func() {
		for _, line := range lines {
			buf.WriteString(line)
		}
	}()
}

func compressed(w io.Writer) {
	zw := gzip.NewWriter(w)
	defer zw.Close() // want `deferred zw.Close`
	go func() {
		zw.Write([]byte("x"))
	}()
}

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func pooled(w io.Writer) {
	buf := pool.Get().(*bytes.Buffer)
	defer pool.Put(buf) // want `deferred pool.Put does not wait for the goroutine started at line \d+: once pooled has returned, buf.WriteTo at line \d+ comes too late`
	buf.Reset()
	go func() {
		buf.WriteTo(w)
	}()
}

// The buffer is used by others while the goroutine, which was given up, still
// writes to it.
func pooledUntilTimeout(ctx context.Context, url string) error {
	buf := pool.Get().(*bytes.Buffer)
	defer pool.Put(buf) // want `once pooledUntilTimeout has returned, buf.ReadFrom at line \d+ comes too late`
	done := make(chan error, 1)
	go func() {
		resp, err := http.Get(url)
		if err == nil {
			_, err = buf.ReadFrom(resp.Body)
			resp.Body.Close()
		}
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Connections are closed to end those who read from them, but not at once.
func accepted(l net.Listener) error {
	conn, err := l.Accept()
	if err != nil {
		return err
	}
	defer conn.Close() // want `once accepted has returned, io.Copy at line \d+ comes too late`
	go serve(conn)
	return nil
}

func given(conn net.Conn) {
	defer conn.Close() // want `once given has returned, conn.Write at line \d+ comes too late`
	go func() {
		conn.Write([]byte("hello"))
	}()
	log.Print("answering ", conn.RemoteAddr())
}

func inGroup(name string) {
	f, _ := os.Open(name)
	defer f.Close() // want `deferred f.Close`
	var g errgroup.Group
	g.Go(func() error {
		_, err := io.ReadAll(f)
		return err
	})
}

func someTimes(name string, quick bool) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // want `deferred f.Close`
	for range 3 {
		go func() { io.ReadAll(f) }()
	}
	return nil
}

// Near-misses.

func joined(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		io.ReadAll(f)
	}()
	<-done
	return nil
}

func grouped(names []string) {
	for _, name := range names {
		func() {
			f, err := os.Open(name)
			if err != nil {
				return
			}
			defer f.Close()
			var wg sync.WaitGroup
			wg.Go(func() { io.ReadAll(f) })
			wg.Wait()
		}()
	}
}

func deferredJoin(name string) {
	f, _ := os.Open(name)
	defer f.Close()
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() { io.ReadAll(f) })
}

func groupReturned(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var g errgroup.Group
	g.Go(func() error {
		_, err := io.ReadAll(f)
		return err
	})
	return g.Wait()
}

func moved(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	go func() {
		defer f.Close()
		io.ReadAll(f)
	}()
	return nil
}

func onError(name string) (err error) {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	if _, err = f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	go func() {
		defer f.Close()
		io.ReadAll(f)
	}()
	return nil
}

func flagged(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	started := false
	defer func() {
		if !started {
			f.Close()
		}
	}()
	if compute() > 1 {
		return errors.New("no")
	}
	started = true
	go index(f)
	return nil
}

func onlyName(name string) {
	f, _ := os.Open(name)
	defer f.Close()
	go func() {
		log.Print("opened ", f.Name())
	}()
}

func onlyCloses(name string) {
	f, _ := os.Open(name)
	defer f.Close()
	go func() {
		time.Sleep(time.Second)
		f.Close()
	}()
	io.ReadAll(f)
}

func otherFile(name string) {
	f, _ := os.Open(name)
	defer f.Close()
	g, _ := os.Open(name)
	go func() {
		defer g.Close()
		io.ReadAll(g)
	}()
	io.ReadAll(f)
}

func reopened(name string) {
	f, _ := os.Open(name)
	defer f.Close()
	io.ReadAll(f)
	f, _ = os.Open(name)
	go func() {
		defer f.Close()
		io.ReadAll(f)
	}()
}

// Closing the connection is what ends the copy.
func proxied(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	done := make(chan struct{}, 2)
	go func() { io.Copy(server, client); done <- struct{}{} }()
	go func() { io.Copy(client, server); done <- struct{}{} }()
	<-done
}

func reader(conn net.Conn, quit <-chan struct{}) {
	defer conn.Close()
	go func() {
		b := make([]byte, 1)
		for {
			if _, err := conn.Read(b); err != nil {
				return
			}
		}
	}()
	<-quit
}

func accompanied(conn net.Conn) error {
	defer conn.Close()
	go func() {
		conn.Write([]byte("ping"))
	}()
	_, err := io.ReadAll(conn)
	return err
}

func piped(w io.Writer) {
	r, pw, _ := os.Pipe()
	defer r.Close()
	go io.Copy(w, r)
	pw.WriteString("x")
	compute()
	time.Sleep(time.Second)
}

func pipe(r io.Reader) error {
	pr, pw := io.Pipe()
	defer pr.Close()
	go func() {
		_, err := io.Copy(pw, r)
		pw.CloseWithError(err)
	}()
	return load(pr)
}

func readUntilTimeout(ctx context.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	done := make(chan error, 1)
	go func() {
		_, err := io.ReadAll(f)
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err() // the goroutine's result is of no interest any more
	}
}

func locked(mu *sync.Mutex) {
	mu.Lock()
	defer mu.Unlock()
	go func() {
		mu.Lock()
		defer mu.Unlock()
		process("x")
	}()
}

func copied(w io.Writer) {
	buf := pool.Get().(*bytes.Buffer)
	defer pool.Put(buf)
	text := buf.String()
	go func() {
		io.WriteString(w, text)
	}()
}

func putByTask(w io.Writer) {
	buf := pool.Get().(*bytes.Buffer)
	go func() {
		defer pool.Put(buf)
		buf.WriteTo(w)
	}()
}

func putAfterJoin(w io.Writer) {
	buf := pool.Get().(*bytes.Buffer)
	defer pool.Put(buf)
	var wg sync.WaitGroup
	wg.Go(func() { buf.WriteTo(w) })
	wg.Wait()
}

func removedLater() error {
	dir, err := os.MkdirTemp("", "x")
	if err != nil {
		return err
	}
	go func() {
		defer os.RemoveAll(dir)
		scratch(dir)
	}()
	return nil
}

func unknownCall(name string) {
	f, _ := os.Open(name)
	defer f.Close()
	done := make(chan bool)
	go func() {
		io.ReadAll(f)
		done <- true
	}()
	external(done)
}

func helperWaits(name string) {
	f, _ := os.Open(name)
	defer f.Close()
	done := make(chan bool)
	go func() {
		io.ReadAll(f)
		done <- true
	}()
	wait(done)
}

func endless(name string) {
	f, _ := os.Create(name)
	defer f.Close()
	go func() { f.WriteString("x") }()
	for {
		time.Sleep(time.Second)
	}
}

type store struct {
	f  *os.File
	wg sync.WaitGroup
}

func (s *store) run() {
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		s.f.WriteString("x")
	}()
}

func (s *store) Close() error {
	defer s.f.Close()
	s.wg.Wait()
	return nil
}

func (s *store) stop() {
	defer s.f.Close()
	go func() { s.wg.Wait() }()
}

// What must not be moved.

func readAlready(name string) {
	f, _ := os.Open(name)
	r := bufio.NewReader(f)
	defer f.Close() // want `deferred f.Close`
	go func() {
		io.ReadAll(f)
	}()
	r.ReadByte()
}

func usedAfter(name string) {
	f, _ := os.Open(name)
	defer f.Close() // want `deferred f.Close`
	go func() {
		io.ReadAll(f)
	}()
	f.Stat()
}

func returnsBetween(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // want `deferred f.Close`
	if compute() > 1 {
		return errors.New("no")
	}
	go func() {
		io.ReadAll(f)
	}()
	return nil
}

func shadowed(name, other string) {
	f, _ := os.Open(name)
	defer f.Close() // want `deferred f.Close`
	g, _ := os.Open(other)
	go func(f, g *os.File) {
		io.Copy(f, g)
		g.Close()
	}(g, f)
}
