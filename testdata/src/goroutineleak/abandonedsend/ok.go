package abandonedsend

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"time"
)

func timeoutBuffered() (int, error) {
	ch := make(chan int, 1)
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

func alwaysReceives() error {
	errc := make(chan error)
	go func() { errc <- work() }()
	return <-errc
}

func receivesAfterCancel(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errc := make(chan error)
	go func() { errc <- work() }()
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		cancel()
		return <-errc
	}
}

func guardedSend(ctx context.Context) error {
	errc := make(chan error)
	go func() {
		select {
		case errc <- work():
		case <-ctx.Done():
		}
	}()
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func guardedByDone() int {
	ch := make(chan int)
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case ch <- compute():
		case <-done:
		}
	}()
	select {
	case n := <-ch:
		return n
	case <-time.After(time.Second):
		return 0
	}
}

func sendWithDefault() int {
	ch := make(chan int)
	go func() {
		select {
		case ch <- compute():
		default:
		}
	}()
	select {
	case n := <-ch:
		return n
	case <-time.After(time.Second):
		return 0
	}
}

func deferredDrain(ctx context.Context) error {
	ch := make(chan error)
	defer func() {
		for range ch {
		}
	}()
	go func() {
		defer close(ch)
		ch <- work()
	}()
	select {
	case err := <-ch:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func deferredDrainTask(ctx context.Context) error {
	ch := make(chan error)
	defer func() { go drain(ch) }()
	go func() {
		defer close(ch)
		ch <- work()
	}()
	select {
	case err := <-ch:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func drain(ch <-chan error) {
	for range ch {
	}
}

func drainOnTheWayOut(ctx context.Context) error {
	ch := make(chan error)
	go func() { ch <- work() }()
	select {
	case err := <-ch:
		return err
	case <-ctx.Done():
		go func() { <-ch }()
		return ctx.Err()
	}
}

func startsOnlyIfReceiving(wait bool) error {
	ch := make(chan error)
	if wait {
		go func() { ch <- work() }()
	}
	if !wait {
		return nil
	}
	return <-ch
}

func returnsBeforeStart(n int) error {
	ch := make(chan error)
	if n > 3 {
		return errors.New("too many")
	}
	go func() { ch <- work() }()
	return <-ch
}

// The task says that it won't send by closing done.
func doneMeansNoSend() error {
	errc := make(chan error)
	done := make(chan struct{})
	go func() {
		if err := work(); err != nil {
			errc <- err
			return
		}
		close(done)
	}()
	select {
	case err := <-errc:
		return err
	case <-done:
		return nil
	}
}

func doneAfterSend() error {
	errc := make(chan error)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := work(); err != nil {
			errc <- err
		}
	}()
	select {
	case err := <-errc:
		return err
	case <-done:
		return nil
	}
}

func resultOrError() (int, error) {
	ch := make(chan int)
	errc := make(chan error)
	go func() {
		if err := work(); err != nil {
			errc <- err
			return
		}
		ch <- compute()
	}()
	select {
	case n := <-ch:
		return n, nil
	case err := <-errc:
		return 0, err
	}
}

// The closer waits for all senders.
func closerWaits(names []string) error {
	errc := make(chan error)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := work(); err != nil {
				select {
				case errc <- err:
				default:
				}
			}
		}()
	}
	go func() {
		wg.Wait()
		close(done)
	}()
	select {
	case err := <-errc:
		return err
	case <-done:
		return nil
	}
}

func allReceived(names []string) error {
	var first error
	ch := make(chan error)
	for range names {
		go func() { ch <- work() }()
	}
	for range names {
		if err := <-ch; err != nil && first == nil {
			first = err
		}
	}
	return first
}

func bufferForAll(names []string) error {
	ch := make(chan error, len(names))
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

func bufferForBoth() error {
	errc := make(chan error, 2)
	go func() { errc <- work() }()
	go func() { errc <- work() }()
	return <-errc
}

func oneIsReceived() error {
	errc := make(chan error, 1)
	go func() { errc <- work() }()
	go func() { errc <- work() }()
	return <-errc
}

type server struct {
	errc chan error
	stop chan struct{}
}

func (s *server) field(ctx context.Context) error {
	s.errc = make(chan error)
	go func() { s.errc <- work() }()
	select {
	case err := <-s.errc:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func Returned() <-chan error {
	ch := make(chan error)
	go func() { ch <- work() }()
	return ch
}

func passedOn(ctx context.Context, take func(<-chan error)) {
	ch := make(chan error)
	go func() { ch <- work() }()
	take(ch)
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

func stored(ctx context.Context, all map[string]chan error) {
	ch := make(chan error)
	all["x"] = ch
	go func() { ch <- work() }()
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

func signals(ctx context.Context) {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, os.Interrupt)
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

func doneClosed(ctx context.Context) {
	done := make(chan struct{})
	go func() {
		_ = work()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

func neverReturns(ctx context.Context) {
	ch := make(chan int)
	go func() { ch <- compute() }()
	for {
		select {
		case <-ch:
		case <-time.After(time.Second):
		}
	}
}

func exits(srv *http.Server) error {
	errc := make(chan error)
	go func() { errc <- srv.ListenAndServe() }()
	select {
	case err := <-errc:
		return err
	case <-time.After(time.Second):
		os.Exit(1)
	}
	return nil
}

func panics() error {
	errc := make(chan error)
	go func() { errc <- work() }()
	select {
	case err := <-errc:
		return err
	case <-time.After(time.Second):
		panic("too slow")
	}
}

func triesAgain() error {
	ch := make(chan error)
	go func() { ch <- work() }()
	for {
		select {
		case err := <-ch:
			return err
		case <-time.After(time.Second):
			println("still waiting")
		}
	}
}

// A panic that is recovered may skip the send, but the function returns only
// after it has received.
func helperReceives(ctx context.Context) error {
	ch := make(chan error)
	go func() { ch <- work() }()
	if ctx.Err() != nil {
		return await(ch)
	}
	return await(ch)
}

func await(ch <-chan error) error {
	return <-ch
}

func waitsInLiteral() error {
	ch := make(chan error)
	go func() { ch <- work() }()
	wait := func() error { return <-ch }
	if err := work(); err != nil {
		_ = wait()
		return err
	}
	return wait()
}

func handsOutWait() func() error {
	ch := make(chan error)
	go func() { ch <- work() }()
	return func() error { return <-ch }
}

// The timer is stopped: it doesn't send.
func timer(ctx context.Context) {
	ch := make(chan struct{}, 1)
	t := time.AfterFunc(time.Second, func() { ch <- struct{}{} })
	defer t.Stop()
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

// Which of the two is nil depends on where the channel is made.
func perhapsNil(ctx context.Context, on bool) error {
	var ch chan error
	if on {
		ch = make(chan error)
		go func() { ch <- work() }()
	}
	if ch != nil {
		return <-ch
	}
	return nil
}

// Which of the three sends depends on the argument.
func byArgument(ctx context.Context) error {
	done := make(chan struct{}, 2)
	run := func(name string) {
		_ = work()
		if name == "stdout" || name == "stderr" {
			done <- struct{}{}
		}
	}
	go run("stdin")
	go run("stdout")
	go run("stderr")
	select {
	case <-done:
	case <-ctx.Done():
		return ctx.Err()
	}
	<-done
	return nil
}

// One is in flight at a time, and none after a failure.
func oneInFlight(queue <-chan int, stop <-chan struct{}) {
	fail := make(chan error, 1)
	var done chan struct{}
	for {
		if done == nil {
			done = make(chan struct{})
			go func() {
				if err := work(); err != nil {
					fail <- err
					return
				}
				close(done)
			}()
		}
		select {
		case <-queue:
		case <-done:
			done = nil
		case <-fail:
		case <-stop:
			return
		}
	}
}
