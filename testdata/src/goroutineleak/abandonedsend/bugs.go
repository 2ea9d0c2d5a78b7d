// Package abandonedsend has goroutines that send what nobody may receive.
package abandonedsend

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type result struct {
	n   int
	err error
}

func work() error        { return errors.New("work") }
func compute() int       { return 1 }
func fetch(n int) result { return result{n: n} }

func timeout() (int, error) {
	ch := make(chan int) // want `ch has no buffer: the goroutine blocks for ever on ch <- compute\(\) \(line 23\) when timeout returns at line 29 without receiving from it`
	go func() {
		ch <- compute()
	}()
	select {
	case n := <-ch:
		return n, nil
	case <-time.After(time.Second):
		return 0, errors.New("timeout")
	}
}

func cancelled(ctx context.Context) error {
	errc := make(chan error) // want `errc has no buffer: the goroutine blocks for ever on errc <- work\(\) \(line 36\) when cancelled returns at line 40 without receiving from it`
	go func() {
		errc <- work()
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-errc:
		return err
	}
}

func earlyReturn(n int) error {
	errc := make(chan error) // want `errc has no buffer`
	go func() { errc <- work() }()
	if n > 3 {
		return errors.New("too many")
	}
	return <-errc
}

func failsBetween() (int, error) {
	ch := make(chan int) // want `ch has no buffer`
	go func() { ch <- compute() }()
	if err := work(); err != nil {
		return 0, err
	}
	return <-ch, nil
}

func named(ctx context.Context) error {
	done := make(chan error) // want `done has no buffer: the goroutine blocks for ever on done <- work\(\)`
	go runInto(done)
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	return nil
}

func runInto(done chan<- error) {
	done <- work()
}

func onlyOnError(srv *http.Server, stop <-chan struct{}) error {
	errc := make(chan error) // want `errc has no buffer`
	go func() {
		if err := srv.ListenAndServe(); err != nil {
			errc <- err
		}
	}()
	select {
	case err := <-errc:
		return err
	case <-stop:
		return srv.Close()
	}
}

func otherResult(ctx context.Context) error {
	a := make(chan error) // want `a has no buffer`
	b := make(chan error) // want `b has no buffer`
	go func() { a <- work() }()
	go func() { b <- work() }()
	select {
	case err := <-a:
		return err
	case err := <-b:
		return err
	}
}

func eitherBranch(ctx context.Context) error {
	ch := make(chan result) // want `ch has no buffer`
	go func() {
		if err := work(); err != nil {
			ch <- result{err: err}
			return
		}
		ch <- result{n: compute()}
	}()
	select {
	case r := <-ch:
		return r.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func throughHelper(ctx context.Context) error {
	ch := make(chan result) // want `ch has no buffer`
	go func() {
		deliver(ch, compute())
	}()
	select {
	case r := <-ch:
		return r.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func deliver(ch chan<- result, n int) {
	ch <- result{n: n}
}

func startedByHelper(ctx context.Context) error {
	ch := make(chan error) // want `ch has no buffer`
	startInto(ch)
	select {
	case err := <-ch:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func startInto(ch chan error) {
	go func() { ch <- work() }()
}

func returnedByHelper(ctx context.Context) error {
	select {
	case err := <-startWork():
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func startWork() <-chan error {
	ch := make(chan error) // want `ch has no buffer`
	go func() { ch <- work() }()
	return ch
}

func twoSends(ctx context.Context) error {
	ch := make(chan int) // want `ch has no buffer`
	go func() {
		ch <- 1
		ch <- 2
	}()
	select {
	case <-ch:
	case <-ctx.Done():
		return ctx.Err()
	}
	<-ch
	return nil
}

func bufferTooSmall(ctx context.Context) {
	ch := make(chan int, 1) // want `ch has room for 1`
	go func() {
		ch <- 1
		ch <- 2
	}()
	select {
	case <-ch:
	case <-ctx.Done():
		return
	}
	<-ch
}

func receiveLoopBreaks(ctx context.Context, names []string) error {
	ch := make(chan error) // want `ch has no buffer`
	for range names {
		go func() { ch <- work() }()
	}
	for range names {
		select {
		case err := <-ch:
			if err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func firstErrorReturns(names []string) error {
	ch := make(chan error) // want `ch has no buffer`
	for range names {
		go func() { ch <- work() }()
	}
	for range names {
		if err := <-ch; err != nil {
			return err
		}
	}
	return nil
}

func copyBothWays() error {
	errc := make(chan error) // want `errc has no buffer`
	go func() { errc <- work() }()
	go func() { errc <- work() }()
	for range 2 {
		if err := <-errc; err != nil {
			return err
		}
	}
	return nil
}

func serverAndShutdown(ctx context.Context, srv *http.Server) error {
	errc := make(chan error)
	go func() {
		defer close(errc)
		errc <- srv.ListenAndServe() // want `the goroutine blocks for ever on errc <- srv.ListenAndServe\(\): nobody receives from errc`
	}()
	<-ctx.Done()
	return srv.Shutdown(context.Background())
}

func sendInDefer(ctx context.Context) {
	done := make(chan struct{}) // want `done has no buffer`
	go func() {
		defer func() { done <- struct{}{} }()
		_ = work()
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

func loopOfTries(ctx context.Context) error {
	for {
		ch := make(chan result) // want `ch has no buffer: the goroutine blocks for ever on ch <- fetch\(1\) \(line \d+\) when loopOfTries comes to line \d+ again without receiving from it`
		go func() { ch <- fetch(1) }()
		select {
		case r := <-ch:
			if r.err == nil {
				return nil
			}
		case <-time.After(time.Second):
		}
	}
}

// No fix: what follows the send now follows the receive.
func goesOn(ctx context.Context, log func(string)) error {
	ch := make(chan error) // want `ch has no buffer`
	go func() {
		ch <- work()
		log("delivered")
	}()
	select {
	case err := <-ch:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
