// Package values acquires resources, and lets go of them.
package values

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
)

func deferred(name string) error {
	f, err := os.Open(name) // want "file safe: deferred release Close, borrow ReadAll"
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.ReadAll(f)
	return err
}

func early(name string) error {
	f, err := os.Open(name) // want "file leaks: borrow Stat, release Close"
	if err != nil {
		return err
	}
	if _, err := f.Stat(); err != nil {
		return err
	}
	return f.Close()
}

func everyPath(name string) error {
	f, err := os.Open(name) // want "file safe: borrow Stat, release Close"
	if err != nil {
		return err
	}
	if _, err := f.Stat(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func joined(name string) (err error) {
	f, err := os.Open(name) // want "file safe: deferred release Close, borrow Write"
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = f.Write(nil)
	return err
}

func onlyOnError(name string) (f *os.File, err error) {
	f, err = os.Open(name) // want "file safe: hand on, deferred release Close, borrow Stat, hand on"
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	_, err = f.Stat()
	return f, err
}

func dropped(name string) {
	os.Open(name) // want "file: no value"
}

func never(name string) {
	f, _ := os.Open(name) // want "file leaks: borrow Name"
	fmt.Println(f.Name())
}

func isNil(name string) {
	f, _ := os.Open(name) // want "file safe: release Close"
	if f == nil {
		return
	}
	f.Close()
}

func errorIs(addr string) error {
	c, err := net.Dial("tcp", addr) // want "conn safe: release Close"
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return err
	}
	return c.Close()
}

func isNotExist(name string) error {
	f, err := os.Open(name) // want "file safe: release Close"
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

func retried(url string) (bool, error) {
	resp, err := http.Get(url) // want "http-body safe: release Close"
	retry, err := shouldRetry(err)
	if retry {
		return true, err
	}
	if err != nil {
		return false, err
	}
	return false, resp.Body.Close()
}

func shouldRetry(err error) (bool, error) { return false, err }

func temporary(addr string) error {
	c, err := net.Dial("tcp", addr) // want "conn safe: release Close"
	if isTemporary(err) {
		return nil
	}
	if err := wrap(err); err != nil {
		return err
	}
	return c.Close()
}

func isTemporary(err error) bool { return err != nil }

func wrap(err error) error { return err }

func otherError(addr string, other error) error {
	c, err := net.Dial("tcp", addr) // want "conn leaks: release Close"
	if err != nil {
		return err
	}
	if isTemporary(other) {
		return other
	}
	return c.Close()
}

func head(ctx context.Context, url string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func get(ctx context.Context, url string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req) // want "http-body leaks: borrow"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func eitherWay(tls bool, addr string) error {
	var c net.Conn
	var err error
	if tls {
		c, err = net.Dial("tcp", addr) // want "conn safe: release Close"
	} else {
		c, err = net.Dial("unix", addr) // want "conn safe: release Close"
	}
	if err != nil {
		return err
	}
	return c.Close()
}

func body(url string) error {
	resp, err := http.Get(url) // want "http-body leaks: borrow, deferred release Close"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New("status")
	}
	defer resp.Body.Close()
	return nil
}

func bodyReturned(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url) // want "http-body safe: hand on"
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func bodyVariable(url string) {
	resp, err := http.Get(url) // want "http-body safe: deferred release Close, borrow Copy"
	if err != nil {
		return
	}
	b := resp.Body
	defer b.Close()
	io.Copy(io.Discard, b)
}

func rows(db *sql.DB) error {
	rows, err := db.Query("") // want "rows leaks: borrow Next, borrow Scan, borrow Err"
	if err != nil {
		return err
	}
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return err
		}
	}
	return rows.Err()
}

func rowsToTheEnd(db *sql.DB) error {
	rows, err := db.Query("") // want "rows safe: borrow Next, borrow Scan, borrow Err"
	if err != nil {
		return err
	}
	var n, m int
	for rows.Next() {
		rows.Scan(&n)
		m += n
	}
	return rows.Err()
}

func scanned(db *sql.DB) (n int, err error) {
	err = db.QueryRow("").Scan(&n) // want "row safe: release Scan"
	return n, err
}

func tx(db *sql.DB) error {
	tx, err := db.Begin() // want "tx leaks: borrow Exec, release Commit"
	if err != nil {
		return err
	}
	if _, err := tx.Exec(""); err != nil {
		return err
	}
	return tx.Commit()
}

func wrapped(name string) error {
	f, err := os.Open(name) // want "file leaks: borrow NewReader, borrow ReadByte"
	if err != nil {
		return err
	}
	r := bufio.NewReader(f)
	_, err = r.ReadByte()
	return err
}

func wrappedReturned(name string) (*bufio.Reader, error) {
	f, err := os.Open(name) // want "file safe: hand on, borrow NewReader"
	if err != nil {
		return nil, err
	}
	return bufio.NewReader(f), nil
}

func several(name string) io.Reader {
	f, _ := os.Open(name) // want "file safe: hand on, borrow MultiReader"
	return io.MultiReader(f, f)
}

func sent(ctx context.Context, addr string, conns chan net.Conn) {
	c, err := net.Dial("tcp", addr) // want "conn leaks: hand on"
	if err != nil {
		return
	}
	select {
	case conns <- c:
	case <-ctx.Done():
	}
}

func sentOrClosed(ctx context.Context, addr string, conns chan net.Conn) {
	c, err := net.Dial("tcp", addr) // want "conn safe: hand on, release Close"
	if err != nil {
		return
	}
	select {
	case conns <- c:
	case <-ctx.Done():
		c.Close()
	}
}

type server struct {
	mu    sync.Mutex
	conns map[net.Conn]bool
	last  net.Conn
}

func (s *server) keep(c net.Conn) { s.last = c }

func (s *server) look(c net.Conn) { c.Write(nil) }

func (s *server) stored(addr string) {
	c, _ := net.Dial("tcp", addr) // want "conn safe: hand on"
	s.conns[c] = true
}

func (s *server) kept(addr string) {
	c, _ := net.Dial("tcp", addr) // want "conn safe: hand on keep"
	s.keep(c)
}

func (s *server) borrowed(addr string) {
	c, _ := net.Dial("tcp", addr) // want "conn leaks: borrow look"
	s.look(c)
}

func toUnknown(addr string, f func(net.Conn)) {
	c, _ := net.Dial("tcp", addr) // want "conn safe: hand on"
	f(c)
}

func local(addr string) {
	c, _ := net.Dial("tcp", addr) // want "conn safe: hand on"
	s := &server{last: c}
	s.last.Close()
}
