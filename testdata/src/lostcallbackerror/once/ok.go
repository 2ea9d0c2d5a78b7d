package once

import (
	"crypto/sha256"
	"errors"
	"log"
	"net"
	"os"
	"strconv"
	"sync"
)

var fixed = sync.OnceValues(func() (net.Conn, error) { return net.Dial("tcp", "localhost:80") })

func connectFixed() (net.Conn, error) { return fixed() }

type service struct {
	once sync.Once
	conn net.Conn
	err  error
	ok   bool
}

func (s *service) keepsIt() error {
	s.once.Do(func() {
		s.conn, s.err = net.Dial("tcp", "localhost:80")
	})
	return s.err
}

func (s *service) keepsACopy() (err error) {
	s.once.Do(func() {
		s.conn, err = net.Dial("tcp", "localhost:80")
		s.err = err
	})
	if err != nil {
		return err
	}
	return s.err
}

func (s *service) looksAtTheValue() (net.Conn, error) {
	var err error
	s.once.Do(func() {
		s.conn, err = net.Dial("tcp", "localhost:80")
	})
	if err != nil {
		return nil, err
	}
	if s.conn == nil {
		return nil, errors.New("no connection")
	}
	return s.conn, nil
}

// Closing twice is fine.
func (s *service) Close() (err error) {
	s.once.Do(func() { err = s.conn.Close() })
	return err
}

func (s *service) finish() (err error) {
	s.once.Do(func() { err = s.conn.Close() })
	return err
}

func (s *service) shutdown(flush func() error) (err error) {
	s.once.Do(func() { err = flush() })
	return err
}

var errStarted = errors.New("started already")

// Later callers get an error of their own.
func (s *service) start() error {
	err := errStarted
	s.once.Do(func() {
		s.conn, err = net.Dial("tcp", "localhost:80")
	})
	return err
}

func (s *service) startAgain() (err error) {
	err = errStarted
	s.once.Do(func() {
		s.conn, err = net.Dial("tcp", "localhost:80")
	})
	return err
}

func (s *service) logs() {
	var err error
	s.once.Do(func() {
		s.conn, err = net.Dial("tcp", "localhost:80")
	})
	if err != nil {
		log.Print(err)
	}
}

func (s *service) dies() net.Conn {
	var err error
	s.once.Do(func() {
		s.conn, err = net.Dial("tcp", "localhost:80")
		if err != nil {
			log.Fatal(err)
		}
	})
	return s.conn
}

func (s *service) tells(failed func(error)) error {
	var err error
	s.once.Do(func() {
		if s.conn, err = net.Dial("tcp", "localhost:80"); err != nil {
			failed(err)
		}
	})
	return err
}

// Local: each call has its own.
func local(names []string) error {
	var once sync.Once
	var wg sync.WaitGroup
	var err error
	for _, name := range names {
		wg.Go(func() {
			if e := os.Remove(name); e != nil {
				once.Do(func() { err = e })
			}
		})
	}
	wg.Wait()
	return err
}

func localStruct() (net.Conn, error) {
	s := &service{}
	var err error
	s.once.Do(func() { s.conn, err = net.Dial("tcp", "localhost:80") })
	return s.conn, err
}

type retrier struct {
	mu   sync.Mutex
	once *sync.Once
	conn net.Conn
}

// Replaced after a failure: there is a second try.
func (r *retrier) get() (net.Conn, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var err error
	r.once.Do(func() { r.conn, err = net.Dial("tcp", "localhost:80") })
	if err != nil {
		r.once = new(sync.Once)
		return nil, err
	}
	return r.conn, nil
}

// A step among others: who gets the error may well give up.
func (s *service) step(flush func() error) error {
	var err error
	s.once.Do(func() { err = flush() })
	if err != nil {
		return err
	}
	_, err = s.conn.Write([]byte("next"))
	return err
}

func (s *service) stepThenCall(flush func() error) (int, error) {
	var err error
	s.once.Do(func() { err = flush() })
	if err != nil {
		return 0, err
	}
	return s.conn.Write([]byte("next"))
}

// Another method of the same name.
type doer struct{}

func (doer) Do(f func()) { f() }

func (d doer) all() error {
	var err error
	d.Do(func() { err = os.Remove("x") })
	return err
}

// It never fails.
func (s *service) digest(text []byte) (err error) {
	s.once.Do(func() { _, err = sha256.New().Write(text) })
	return err
}

func (s *service) never() (err error) {
	s.once.Do(func() { err = nil })
	return err
}

func (s *service) overwritten() error {
	var err error
	s.once.Do(func() { s.conn, err = net.Dial("tcp", "localhost:80") })
	_, err = strconv.Atoi("1")
	return err
}

func (s *service) checked() error {
	var err error
	s.once.Do(func() {
		s.conn, err = net.Dial("tcp", "localhost:80")
		s.ok = err == nil
	})
	if !s.ok {
		return errors.New("no connection")
	}
	return err
}

// The function that makes it is the only one that calls this.
func newService() (*service, error) {
	s := &service{}
	if err := s.open(); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *service) open() (err error) {
	s.once.Do(func() { s.conn, err = net.Dial("tcp", "localhost:80") })
	return err
}
