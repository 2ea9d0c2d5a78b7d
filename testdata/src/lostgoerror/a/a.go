// Package a has go statements whose functions return errors.
package a

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os/exec"
	"time"
)

type server struct {
	l    net.Listener
	errc chan error
	err  error
	done chan struct{}

	failed bool
}

var errSetup = errors.New("setup")
var ErrServerClosed = errors.New("closed")

func (s *server) setup() error { return errSetup }
func (s *server) Run() error {
	if err := s.setup(); err != nil {
		return err
	}
	<-s.done
	return nil
}

func bugs(s *server, l net.Listener, srv *http.Server) {
	go srv.Serve(l)                   // want `go statement drops the error of srv.Serve: a failure goes unnoticed`
	go http.ListenAndServe(":0", nil) // want `go statement drops the error of http.ListenAndServe: a failure goes unnoticed`
	go s.Run()                        // want `go statement drops the error of s.Run: a failure goes unnoticed`
	go (*server).Run(s)               // want `go statement drops the error of server.Run: a failure goes unnoticed`
	go wrapped(s)                     // want `go statement drops the error of wrapped: a failure goes unnoticed`
	go named(s)                       // want `go statement drops the error of named: a failure goes unnoticed`
	go two(s)                         // want `go statement drops the error of two: a failure goes unnoticed`
	go deep(s)                        // want `go statement drops the error of deep: a failure goes unnoticed`
	go retries(s)                     // want `go statement drops the error of retries: a failure goes unnoticed`
	go custom(s)                      // want `go statement drops the error of custom: a failure goes unnoticed`
	go tells(nil)                     // want `go statement drops the error of tells: a failure goes unnoticed`
	go func() error {                 // want `go statement drops the error of the function literal: a failure goes unnoticed`
		return s.setup()
	}()
	run := s.Run
	_ = run
	f := func() error { return s.setup() }
	go f() // want `go statement drops the error of f: a failure goes unnoticed`
}

func wrapped(s *server) error {
	if err := s.setup(); err != nil {
		return fmt.Errorf("setup: %w", err)
	}
	return nil
}

func named(s *server) (err error) {
	defer func() { close(s.done) }()
	err = s.setup()
	return
}

func two(s *server) (int, error) { return 0, s.setup() }

func deep(s *server) error { return wrapped(s) }

type failure struct{}

func (failure) Error() string { return "" }

func custom(s *server) error {
	if s.l == nil {
		return failure{}
	}
	return nil
}

// tells only looks at which error it is.
func tells(r io.Seeker) error {
	_, err := r.Seek(0, 0)
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// Near misses: nothing is lost here.

func never(s *server, buf *bytes.Buffer, cmd *exec.Cmd, ctx context.Context, conn net.Conn, unknown func() error, m map[string]func() error) {
	h := sha256.New()
	go fmt.Println("documented or agreed never to fail")
	go buf.WriteString("")
	go h.Write(nil)
	go cmd.Wait()   // reaps the process
	go conn.Close() // tidies up
	go io.Copy(conn, conn)
	go conn.Read(nil) // ends with the connection
	go unknown()      // nothing is known of what it returns
	go m[""]()
	go alwaysNil()
	go logs(s)
	go logsNamed(s)
	go logsAndWraps(s)
	go marks(s)
	go marksLast(s)
	go sends(s)
	go stores(s)
	go returnsWhatLogged(s)
	go ctxErr(ctx)
	go acceptLoop(s.l)
	go s.serveConn(conn)
	go s.deleteAll()
	go println("builtin")
	go close(s.done)
	go panic(1)
	go recover()
	go readLoop(conn)
	go sentinel(s)
	go noResult(s)
	go recursive(3)
	go fatal(s)
	go passes(s)
	go param(nil)
	go func() error {
		<-ctx.Done()
		return ctx.Err()
	}()
	go func() { _ = s.Run() }() // on purpose
	go func() { _, _ = two(s) }()
	go func() {
		if err := s.Run(); err != nil {
			log.Print(err)
		}
	}()
	//nolint:errcheck
	go s.Run()
	go s.Run() //nolint:errcheck,gosec // it logs
	go s.Run() //nolint
	//asynclint:ignore lostgoerror/go-result -- whoever calls notices
	go s.Run()
}

//nolint:gosec
func otherLinter(s *server) {
	go s.Run() //nolint:gosec // want `drops the error of s.Run`
}

func noResult(s *server) {}

func alwaysNil() error {
	fmt.Println()
	return nil
}

func logs(s *server) error {
	err := s.setup()
	if err != nil {
		log.Printf("setup: %v", err)
	}
	return err
}

func logsNamed(s *server) (err error) {
	defer func() {
		if err != nil {
			log.Print(err)
		}
	}()
	return s.setup()
}

func logsAndWraps(s *server) error {
	if err := s.setup(); err != nil {
		log.Print("no setup")
		return fmt.Errorf("setup: %w", err)
	}
	if s.l == nil {
		log.Print("no listener")
		return errors.New("no listener")
	}
	return nil
}

func sends(s *server) error {
	err := s.setup()
	s.errc <- err
	return err
}

func stores(s *server) error {
	s.err = s.setup()
	if s.err != nil {
		return s.err
	}
	if err := s.setup(); err != nil {
		s.err = err
		return err
	}
	return nil
}

func returnsWhatLogged(s *server) error { return logs(s) }

func ctxErr(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	}
}

func readLoop(conn net.Conn) error {
	var b [1]byte
	for {
		if _, err := conn.Read(b[:]); err != nil {
			return err
		}
	}
}

func acceptLoop(l net.Listener) error {
	defer l.Close()
	for {
		conn, err := l.Accept()
		if err != nil {
			if errors.Is(err, net.ErrClosed) {
				return ErrServerClosed
			}
			return err
		}
		conn.Close()
	}
}

func (s *server) serveConn(conn net.Conn) error { return s.setup() }

func (s *server) deleteAll() error { return s.setup() }

func sentinel(s *server) error {
	<-s.done
	return ErrServerClosed
}

func recursive(n int) error {
	if n == 0 {
		return nil
	}
	return recursive(n - 1)
}

func fatal(s *server) error {
	if err := s.setup(); err != nil {
		log.Fatal("no setup")
		return err
	}
	return nil
}

func passes(s *server) error {
	err := s.setup()
	if err != nil {
		s.fail(err)
	}
	return err
}

func (s *server) fail(err error) {}

func param(err error) error { return err }

func retries(s *server) error {
	err := s.setup()
	if err != nil {
		time.Sleep(time.Second) // tells nobody
		err = s.setup()
	}
	return err
}

func marks(s *server) error {
	err := s.setup()
	if err != nil {
		s.failed = true
	}
	return err
}

func marksLast(s *server) error {
	var err error
	for range 3 {
		err = s.setup()
	}
	if nil == err {
		return nil
	} else {
		log.Print("setup failed")
	}
	return err
}
