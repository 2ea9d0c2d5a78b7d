// Package buffers holds memory that is used again while a goroutine reads it.
package buffers

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/json"
	"io"
	"log"
	"slices"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/panjf2000/gnet/v2"
	"github.com/valyala/fasthttp"
)

type line struct {
	n    int
	text []byte
}

func parse(b []byte) { _ = json.Valid(b) }

// Bugs.

func scanned(r io.Reader, lines chan<- []byte) error {
	s := bufio.NewScanner(r)
	for s.Scan() {
		lines <- s.Bytes() // want `receiver gets memory that s.Scan at line \d+ overwrites: what s.Bytes returned is not copied`
	}
	return s.Err()
}

func variable(s *bufio.Scanner, lines chan<- []byte) {
	n := 0
	for s.Scan() {
		b := s.Bytes()
		b = bytes.TrimSpace(b)
		n++
		if len(s.Bytes()) == 0 {
			continue
		}
		text := s.Bytes()
		lines <- text[1:] // want `receiver gets memory`
	}
}

func wrapped(s *bufio.Scanner, lines chan<- line) {
	for n := 0; s.Scan(); n++ {
		lines <- line{n: n, text: s.Bytes()} // want `receiver gets memory that s.Scan`
	}
}

func pointer(s *bufio.Scanner, lines chan<- *line) {
	for s.Scan() {
		lines <- &line{text: s.Bytes()} // want `receiver gets memory`
	}
}

func selected(s *bufio.Scanner, lines chan<- []byte, quit <-chan bool) {
	for s.Scan() {
		select {
		case lines <- s.Bytes(): // want `receiver gets memory`
		case <-quit:
			return
		}
	}
}

func tasked(s *bufio.Scanner) {
	for s.Scan() {
		b := s.Bytes()
		go func() { // want `goroutine reads memory that s.Scan at line \d+ overwrites`
			parse(b[1:])
			log.Printf("%s", b)
		}()
	}
}

func passed(s *bufio.Scanner) {
	for s.Scan() {
		go json.Valid(s.Bytes()) // want `goroutine reads memory`
	}
}

func sliced(r *bufio.Reader, lines chan<- []byte) error {
	for {
		b, err := r.ReadSlice('\n')
		if err != nil {
			return err
		}
		lines <- b // want `receiver gets memory that r.ReadSlice at line \d+ overwrites`
	}
}

func raw(rows *sql.Rows, values chan<- []byte) error {
	var b sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&b); err != nil {
			return err
		}
		values <- b // want `receiver gets memory that rows.Next at line \d+ overwrites: sql.RawBytes is not copied`
	}
	return rows.Err()
}

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func pooled(out chan<- []byte) {
	buf := pool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	out <- buf.Bytes() // want `receiver gets memory that pool.Put at line \d+ gives to others: what pool.Get returned is not copied`
	pool.Put(buf)
}

var slabs = sync.Pool{New: func() any { b := make([]byte, 1024); return &b }}

func slab(r io.Reader, out chan<- []byte) error {
	b := slabs.Get().(*[]byte)
	n, err := r.Read(*b)
	if err == nil {
		out <- (*b)[:n] // want `receiver gets memory that slabs.Put`
	}
	slabs.Put(b)
	return err
}

type server struct {
	gnet.BuiltinEventEngine
	work chan []byte
}

func (s *server) OnTraffic(c gnet.Conn) gnet.Action {
	b, _ := c.Next(-1)
	go func() { // want `goroutine reads memory that gnet uses again as soon as OnTraffic returns: what c.Next returned is not copied`
		log.Printf("%s", b)
	}()
	return gnet.None
}

type queueing struct {
	gnet.BuiltinEventEngine
	work chan []byte
}

func (s *queueing) OnTraffic(c gnet.Conn) gnet.Action {
	b, _ := c.Next(-1)
	s.work <- b // want `receiver gets memory that gnet uses again`
	return gnet.None
}

func fast(work chan<- []byte) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		work <- ctx.PostBody() // want `receiver gets memory that fasthttp uses again`
		ctx.SetStatusCode(202)
	}
}

func fiberBody(work chan<- []byte) fiber.Handler {
	return func(c *fiber.Ctx) error {
		work <- c.Body() // want `receiver gets memory that fiber uses again`
		return c.SendStatus(202)
	}
}

// Near-misses.

func cloned(s *bufio.Scanner, lines chan<- []byte) {
	for s.Scan() {
		lines <- bytes.Clone(s.Bytes())
	}
}

func clonedSlice(s *bufio.Scanner, lines chan<- []byte) {
	for s.Scan() {
		lines <- slices.Clone(s.Bytes())
	}
}

func appended(s *bufio.Scanner, lines chan<- []byte) {
	for s.Scan() {
		lines <- append([]byte(nil), s.Bytes()...)
	}
}

func copied(s *bufio.Scanner, lines chan<- line) {
	for s.Scan() {
		b := make([]byte, len(s.Bytes()))
		copy(b, s.Bytes())
		lines <- line{text: b}
	}
}

func text(s *bufio.Scanner, lines chan<- string) {
	for s.Scan() {
		lines <- string(s.Bytes())
	}
}

func decoded(s *bufio.Scanner, values chan<- map[string]any) {
	for s.Scan() {
		var v map[string]any
		if json.Unmarshal(s.Bytes(), &v) == nil {
			values <- v
		}
	}
}

func lengths(s *bufio.Scanner, sizes chan<- line) {
	for s.Scan() {
		sizes <- line{n: len(s.Bytes())}
	}
}

func once(s *bufio.Scanner, lines chan<- []byte) {
	if s.Scan() {
		lines <- s.Bytes()
	}
}

func answered(s *bufio.Scanner, lines chan<- []byte, done <-chan bool) {
	for s.Scan() {
		lines <- s.Bytes()
		<-done
	}
}

func joined(s *bufio.Scanner) {
	for s.Scan() {
		var wg sync.WaitGroup
		b := s.Bytes()
		wg.Go(func() { parse(b) })
		wg.Wait()
	}
}

func ownBuffer(s *bufio.Scanner, lines chan<- []byte, r io.Reader) {
	for s.Scan() {
		b := make([]byte, 10)
		n, _ := r.Read(b)
		lines <- b[:n]
	}
}

func otherScanner(s, t *bufio.Scanner, lines chan<- []byte) {
	t.Scan()
	b := t.Bytes()
	for s.Scan() {
		lines <- b
	}
}

func readBytes(r *bufio.Reader, lines chan<- []byte) error {
	for {
		b, err := r.ReadBytes('\n')
		if err != nil {
			return err
		}
		lines <- b
	}
}

func rawText(rows *sql.Rows, values chan<- string) error {
	var b sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&b); err != nil {
			return err
		}
		values <- string(b)
	}
	return rows.Err()
}

func handedOn(out chan<- *bytes.Buffer) {
	buf := pool.Get().(*bytes.Buffer)
	buf.WriteString("x")
	select {
	case out <- buf:
	default:
		pool.Put(buf)
	}
}

func handedOnOrNot(out chan<- *bytes.Buffer, r io.Reader) {
	buf := pool.Get().(*bytes.Buffer)
	if _, err := buf.ReadFrom(r); err != nil {
		pool.Put(buf)
		return
	}
	out <- buf
}

func putByTask(r io.Reader) {
	buf := pool.Get().(*bytes.Buffer)
	if _, err := buf.ReadFrom(r); err != nil {
		return
	}
	go func() {
		log.Print(buf.Len())
		pool.Put(buf)
	}()
}

func waitedFor(out chan<- []byte, done <-chan bool) {
	buf := pool.Get().(*bytes.Buffer)
	out <- buf.Bytes()
	<-done
	pool.Put(buf)
}

type copying struct {
	gnet.BuiltinEventEngine
	work chan []byte
}

func (s *copying) OnTraffic(c gnet.Conn) gnet.Action {
	b, _ := c.Next(-1)
	s.work <- bytes.Clone(b)
	return gnet.None
}

type waiting struct {
	gnet.BuiltinEventEngine
	work chan []byte
	done chan bool
}

func (s *waiting) OnTraffic(c gnet.Conn) gnet.Action {
	b, _ := c.Next(-1)
	s.work <- b
	<-s.done
	return gnet.None
}

func fastCopied(work chan<- []byte) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		work <- append([]byte(nil), ctx.PostBody()...)
	}
}

func fastAnswered(work chan<- []byte, results <-chan int) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		work <- ctx.PostBody()
		select {
		case code := <-results:
			ctx.SetStatusCode(code)
		case <-time.After(time.Hour):
		}
	}
}
