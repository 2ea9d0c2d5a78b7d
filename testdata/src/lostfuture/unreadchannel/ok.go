package unreadchannel

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

func received(xs []int) error {
	errs := make(chan error, len(xs))
	for _, x := range xs {
		go func() { errs <- work(x) }()
	}
	for range xs {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

func ranged(xs []int) {
	var wg sync.WaitGroup
	errs := make(chan error, len(xs))
	for _, x := range xs {
		wg.Go(func() { errs <- work(x) })
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		log.Print(err)
	}
}

func tried() error {
	var wg sync.WaitGroup
	errs := make(chan error, 1)
	wg.Go(func() {
		if err := work(1); err != nil {
			select {
			case errs <- err:
			default:
			}
		}
	})
	wg.Wait()
	select {
	case err := <-errs:
		return err
	default:
		return nil
	}
}

// The number of failures is asked for.
func measured(xs []int) bool {
	var wg sync.WaitGroup
	errs := make(chan error, len(xs))
	for _, x := range xs {
		wg.Go(func() {
			if err := work(x); err != nil {
				errs <- err
			}
		})
	}
	wg.Wait()
	return len(errs) == 0
}

// Nobody receives, and the goroutine blocks: goroutineleak tells.
func blocks() {
	errs := make(chan error)
	go func() { errs <- work(1) }()
}

func full(xs []int) {
	errs := make(chan error, 1)
	for _, x := range xs {
		go func() { errs <- work(x) }()
	}
}

// No errors are lost.
func tokens(xs []int) {
	sem := make(chan struct{}, len(xs))
	for range xs {
		go func() { sem <- struct{}{} }()
	}
}

func Returned(xs []int) <-chan error {
	errs := make(chan error, len(xs))
	for _, x := range xs {
		go func() { errs <- work(x) }()
	}
	return errs
}

func handedOn(xs []int, collect func(<-chan error)) {
	errs := make(chan error, len(xs))
	for _, x := range xs {
		go func() { errs <- work(x) }()
	}
	collect(errs)
}

type server struct{ errs chan error }

func (s *server) start() {
	s.errs = make(chan error, 1)
	go func() { s.errs <- work(1) }()
}

// The first to end, whoever it is.
func firstToEnd(l net.Listener, h http.Handler) error {
	errc := make(chan error, 2)
	go func() { errc <- http.Serve(l, h) }()
	go func() { errc <- work(1) }()
	return <-errc
}

func servers(a, b *http.Server) {
	errc := make(chan error, 2)
	go func() { errc <- a.ListenAndServe() }()
	go func() { errc <- b.ListenAndServe() }()
	if err := <-errc; err != nil {
		log.Print(err)
	}
	a.Shutdown(context.Background())
	b.Shutdown(context.Background())
}

func proxy(a, b net.Conn) {
	errc := make(chan error, 2)
	go func() {
		_, err := io.Copy(a, b)
		errc <- err
	}()
	go func() {
		_, err := io.Copy(b, a)
		errc <- err
	}()
	if err := <-errc; err != nil {
		log.Print(err)
	}
	a.Close()
	b.Close()
}

// Each has something else to tell too: the first result is what is wanted.
func hedged() (string, error) {
	out := make(chan result, 2)
	for i := range 2 {
		go func() {
			text, err := load(i)
			out <- result{text, err}
		}()
	}
	r := <-out
	return r.text, r.err
}

func orTimeout() error {
	errc := make(chan error, 2)
	time.AfterFunc(time.Second, func() { errc <- context.DeadlineExceeded })
	go func() { errc <- work(1) }()
	if err := <-errc; err != nil {
		return err
	}
	return nil
}

func raced(ctx context.Context) error {
	errc := make(chan error, 2)
	go func() { errc <- work(1) }()
	go func() { errc <- work(2) }()
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func all() error {
	errc := make(chan error, 2)
	go func() { errc <- work(1) }()
	go func() { errc <- work(2) }()
	for range 2 {
		if err := <-errc; err != nil {
			return err
		}
	}
	return nil
}

// Only who fails sends.
func onlyFailures() error {
	var wg sync.WaitGroup
	errc := make(chan error, 2)
	wg.Go(func() {
		if err := work(1); err != nil {
			errc <- err
		}
	})
	wg.Go(func() {
		if err := work(2); err != nil {
			errc <- err
		}
	})
	wg.Wait()
	close(errc)
	if err := <-errc; err != nil {
		return err
	}
	return nil
}
