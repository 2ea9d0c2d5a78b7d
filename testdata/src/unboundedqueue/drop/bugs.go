// Package drop has errors that are lost where nobody is receiving at the moment.
package drop

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

func work() error        { return errors.New("no") }
func handle(n int)       { time.Sleep(time.Duration(n)) }
func load() (int, error) { return 0, errors.New("no") }

type service struct {
	fatal chan error
	jobs  chan int
}

func newService() *service {
	return &service{fatal: make(chan error), jobs: make(chan int)}
}

// run is busy while it handles a job: what fails then is gone.
func (s *service) run() error {
	for {
		select {
		case err := <-s.fatal:
			return err
		case n := <-s.jobs:
			handle(n)
		}
	}
}

func (s *service) fail(err error) {
	select { // want `the error is lost unless a goroutine is receiving from s.fatal at this very moment: the channel has no buffer, and the default case tells nobody`
	case s.fatal <- err:
	default:
	}
}

func (s *service) store() {
	if err := work(); err != nil {
		s.fail(err)
	}
}

// An answer that nobody waits for yet, if the goroutine is quick.
func first() error {
	errc := make(chan error)
	go func() {
		if _, err := load(); err != nil {
			select { // want `the error is lost unless .* errc`
			case errc <- fmt.Errorf("load: %w", err):
			default:
			}
		}
	}()
	select {
	case err := <-errc:
		return err
	case <-time.After(time.Second):
		return nil
	}
}

type failure struct {
	url string
	err error
}

func (f failure) Error() string { return f.url + ": " + f.err.Error() }

type fetcher struct {
	errs chan error
	msgs chan *http.Response
}

func newFetcher() *fetcher {
	f := &fetcher{msgs: make(chan *http.Response)}
	f.errs = make(chan error)
	return f
}

// A callback has no other way to tell.
func (f *fetcher) onError(url string, e error) {
	select { // want `the error is lost unless .* f.errs`
	case f.errs <- failure{url: url, err: e}:
	default:
		return
	}
}

func (f *fetcher) fetch(urls []string) {
	on := f.onError
	for _, u := range urls {
		if _, err := http.Get(u); err != nil {
			on(u, err)
		}
	}
}

func (f *fetcher) receive() {
	for {
		select {
		case err := <-f.errs:
			fmt.Println(err)
		case m := <-f.msgs:
			m.Body.Close()
		}
	}
}

type result struct {
	n   int
	err error
}

// The error is a part of what is sent.
func results(urls []string) {
	out := make(chan result)
	for range urls {
		go func() {
			n, err := load()
			if err == nil {
				handle(n)
				return
			}
			select { // want `the error is lost unless .* out`
			case out <- result{err: err}:
			default:
			}
		}()
	}
	for r := range out {
		handle(r.n)
	}
}
