// Package loststop holds stop functions that are called, or not.
package loststop

import (
	"context"
	"iter"
	"os"
	"os/signal"
)

func work(context.Context) error { return nil }

func dropped(ctx context.Context) error {
	ctx, _ = signal.NotifyContext(ctx, os.Interrupt) // want `the stop function of signal.NotifyContext is dropped: its goroutine and the signals' registration stay until the parent context is done`
	return work(ctx)
}

func earlyReturn(ctx context.Context) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	if err := work(ctx); err != nil {
		return err // want `function returns here without calling the stop function of signal.NotifyContext at line 19: its goroutine`
	}
	stop()
	return nil
}

func first(seq iter.Seq[int]) int {
	next, _ := iter.Pull(seq) // want `the stop function of iter.Pull is dropped: its goroutine stays`
	v, _ := next()
	return v
}

func firstTwo(seq iter.Seq2[int, error]) error {
	next, stop := iter.Pull2(seq)
	for range 2 {
		v, err, ok := next()
		if err != nil {
			return err // want `function returns here without calling the stop function of iter.Pull2 at line 34: its goroutine stays`
		}
		if !ok {
			return nil
		}
		println(v)
	}
	stop()
	return nil
}

func afterFunc(ctx context.Context, cancel func()) error {
	stop := context.AfterFunc(ctx, cancel)
	if err := work(ctx); err != nil {
		return err // want `function returns here without calling the stop function of context.AfterFunc at line 50: the function stays registered`
	}
	stop()
	return nil
}

// Near-misses.

func deferred(ctx context.Context) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	return work(ctx)
}

func deferredLiteral(ctx context.Context) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer func() {
		stop()
		println("stopped")
	}()
	return work(ctx)
}

func onAllPaths(ctx context.Context) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	if err := work(ctx); err != nil {
		stop()
		return err
	}
	stop()
	return nil
}

func returned(ctx context.Context) (context.Context, func()) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	return ctx, stop
}

func returnedAtOnce(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, os.Interrupt)
}

type server struct{ stop func() }

func stored(ctx context.Context, s *server) error {
	ctx, s.stop = signal.NotifyContext(ctx, os.Interrupt)
	return work(ctx)
}

func passed(ctx context.Context, cleanup func(func())) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	cleanup(stop)
	return work(ctx)
}

func inTask(ctx context.Context) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	go func() {
		defer stop()
		work(ctx)
	}()
}

// An iterator that has come to its end needs no stop.
func toTheEnd(seq iter.Seq[int]) (sum int) {
	next, _ := iter.Pull(seq)
	for {
		v, ok := next()
		if !ok {
			return sum
		}
		sum += v
	}
}

func endOrStop(seq iter.Seq[int]) int {
	next, stop := iter.Pull(seq)
	for {
		v, ok := next()
		if !ok {
			return 0
		}
		if v > 10 {
			stop()
			return v
		}
	}
}

func pulled(seq iter.Seq[int]) func() (int, bool) {
	next, _ := iter.Pull(seq)
	return next
}

// What is registered for the end of a context may be meant to stay.
func registered(ctx context.Context, cleanup func()) {
	context.AfterFunc(ctx, cleanup)
	work(ctx)
}

func registeredAndStopped(ctx context.Context, cleanup func()) error {
	defer context.AfterFunc(ctx, cleanup)()
	return work(ctx)
}

func panics(ctx context.Context) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	if err := work(ctx); err != nil {
		panic(err)
	}
	stop()
}

func conditional(ctx context.Context, signals bool) error {
	stop := func() {}
	if signals {
		ctx, stop = signal.NotifyContext(ctx, os.Interrupt)
	}
	defer stop()
	return work(ctx)
}
