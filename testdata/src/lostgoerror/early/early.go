// Package early has tasks that end because of errors.
package early

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"os"
	"sync"
	"time"
)

type store struct {
	mu sync.Mutex
	wg sync.WaitGroup
	n  int
}

func (s *store) load() error             { return errors.New("no such store") }
func (s *store) open() (*os.File, error) { return os.Open("store") }

func bugs(s *store, out chan []byte, v any) {
	go func() {
		b, err := json.Marshal(v)
		if err != nil { // want `goroutine ends without a word because json.Marshal failed: its error reaches nobody`
			return
		}
		out <- b
	}()
	go func() {
		if err := s.load(); err != nil { // want `goroutine ends without a word because s.load failed: its error reaches nobody`
			return
		}
		s.n++
	}()
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		f, err := s.open()
		if err != nil { // want `because s.open failed`
			return
		}
		defer f.Close()
		s.n++
	}()
	go func() {
		s.mu.Lock()
		if err := s.load(); err != nil { // want `because s.load failed`
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
	}()
	go s.loop() // the finding is in its body
	s.wg.Go(func() {
		if err := s.load(); err != nil { // want `because s.load failed`
			return
		}
		s.n++
	})
	time.AfterFunc(time.Second, func() {
		if err := s.load(); err != nil { // want `because s.load failed`
			return
		}
		s.n++
	})
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel() // its own context: nobody else hears of it
		_ = ctx
		if err := s.load(); err != nil { // want `because s.load failed`
			return
		}
		s.n++
	}()
	go func() {
		var err error
		for range 3 {
			if err = s.load(); err == nil {
				break
			}
		}
		if err != nil { // want `because s.load failed`
			return
		}
		s.n++
	}()
}

func (s *store) loop() {
	for {
		time.Sleep(time.Second)
		if err := s.load(); err != nil { // want `because s.load failed`
			return
		}
	}
}

// Near misses.

func notLost(s *store, ctx context.Context, conn net.Conn, l net.Listener, out chan []byte, errc chan error, v any, call func() error) {
	done := make(chan struct{})
	go func() { // the end is the signal
		defer close(out)
		b, err := json.Marshal(v)
		if err != nil {
			return
		}
		out <- b
	}()
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		defer cancel()
		if err := s.load(); err != nil {
			return
		}
	}()
	go func() {
		defer func() { done <- struct{}{} }()
		if err := s.load(); err != nil {
			return
		}
	}()
	go func() {
		defer conn.Close()
		if err := s.load(); err != nil {
			return
		}
	}()
	go func() {
		defer func() { s.n-- }()
		if err := s.load(); err != nil {
			return
		}
	}()
	go func() { // errors that mean the end
		var b [1]byte
		if _, err := conn.Read(b[:]); err != nil {
			return
		}
		if _, err := conn.Write(b[:]); err != nil {
			return
		}
		if _, err := l.Accept(); err != nil {
			return
		}
		if _, err := io.ReadFull(conn, b[:]); err != nil {
			return
		}
		if err := ctx.Err(); err != nil {
			return
		}
		if err := <-errc; err != nil {
			return
		}
	}()
	go func() { // the error is used
		err := s.load()
		if err != nil {
			return
		}
		errc <- err
	}()
	go func() {
		err := s.load()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			return
		}
	}()
	go func() {
		err := s.load()
		log.Print(err)
		if err != nil {
			return
		}
	}()
	go func() {
		err := s.load()
		defer func() { log.Print(err) }()
		if err != nil {
			return
		}
	}()
	go func() { // the branch does something
		if err := s.load(); err != nil {
			log.Print("no store")
			return
		}
		if err := s.load(); err != nil {
			s.n++
			return
		}
		if err := s.load(); err != nil {
			close(done)
			return
		}
		if err := s.load(); err != nil {
			done <- struct{}{}
			return
		}
		if err := s.load(); err != nil {
			conn.Close()
			return
		}
	}()
	go func() { // somebody thought about it
		if err := s.load(); err != nil {
			// The next one will try again.
			return
		}
		if err := s.load(); err != nil {
			return // the next one will try again
		}
		if err := s.load(); err != nil { //nolint:errcheck
			return
		}
	}()
	go func() { // a call that reported the failure itself
		if err := s.report(); err != nil {
			return
		}
	}()
	go func() { // no error that can be followed
		if err := call(); err != nil {
			return
		}
	}()
	go func() { // the end does not come by return
		for {
			if err := s.load(); err != nil {
				continue
			}
		}
	}()
	func() { // no task
		if err := s.load(); err != nil {
			return
		}
	}()
	go func() { // not the task's own return
		func() {
			if err := s.load(); err != nil {
				return
			}
		}()
		s.n++
	}()
	go s.cleanup()
	go func() { // an error that says it is the end
		if err := s.lead(); err != nil {
			return
		}
	}()
	go func() { // tidying up
		if err := os.Remove("x"); err != nil {
			return
		}
	}()
}

func (s *store) cleanup() {
	if err := s.load(); err != nil {
		return
	}
	s.n = 0
}

func (s *store) lead() error {
	if s.n == 0 {
		return errors.New("no longer leader")
	}
	return nil
}

func (s *store) report() error {
	err := s.load()
	if err != nil {
		log.Print(err)
	}
	return err
}

func shapes(s *store, ok bool, conn net.Conn, out chan []byte) {
	go func() {
		if err := s.load(); nil != err { // want `because s.load failed`
			return
		}
		s.n++
	}()
	go func() {
		if f, err := s.open(); ok || err != nil || f == nil { // want `because s.open failed`
			return
		}
		s.n++
	}()
	go func() {
		if err := s.load(); err == nil && ok { // want `because s.load failed`
			s.n++
		} else {
			return
		}
		s.n++
	}()
	go func() {
		err := s.load()
		switch {
		case !ok:
			s.n++
		case s.n > 1, err != nil: // want `because s.load failed`
			return
		}
		s.n++
	}()
	go func() {
		for {
			if err := s.load(); err != nil { // want `because s.load failed`
				break
			}
		}
	}()
	go func() {
		s.n++
	loop:
		for range time.Tick(time.Second) {
			select {
			default:
				if err := s.load(); err != nil { // want `because s.load failed`
					break loop
				}
			}
		}
		return
	}()

	// Near misses.
	go func() { // taken for a failure only if ok
		if err := s.load(); err != nil && ok {
			return
		}
		if err := s.load(); err == nil || ok {
			s.n++
		} else {
			log.Print("failed")
			return
		}
	}()
	go func() {
		if err := s.load(); err == nil {
			return
		} else {
			log.Print(err)
		}
		if err := s.load(); err == nil {
			s.n++
		} else {
			// There is a default.
			return
		}
	}()
	go func() {
		_, err := s.open()
		switch {
		case errors.Is(err, os.ErrNotExist):
			return
		case err != nil:
			log.Print(err)
		}
		err = s.load()
		switch {
		case err != nil:
			return
			// There is a default.
		case ok:
			s.n++
		}
		switch {
		case ok:
			s.n++
		// There is a default.
		case err != nil:
			return
		}
		switch err := s.load(); {
		case err != nil:
		case ok:
			return
		}
	}()
	go func() { // more follows
		for {
			if err := s.load(); err != nil {
				break
			}
		}
		s.n++
	}()
	go func() {
		for range 3 {
			select {
			default:
				if err := s.load(); err != nil {
					break // the select
				}
			}
			for {
				if err := s.load(); err != nil {
					break // the inner loop
				}
			}
			if err := s.load(); err != nil {
				continue
			}
		}
	}()
	go func() { // the end is a signal
		defer close(out)
		for {
			if err := s.load(); err != nil {
				break
			}
		}
	}()
	go func() { // the end of a connection
		for {
			if _, err := conn.Read(nil); err != nil || ok {
				break
			}
		}
	}()
}
