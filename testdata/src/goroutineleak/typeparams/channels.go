// Package typeparams has goroutines that leak in generic code.
package typeparams

import (
	"context"
	"errors"
)

type result[T any] struct {
	value T
	err   error
}

func await[T any](ctx context.Context, f func() (T, error)) (T, error) {
	ch := make(chan result[T]) // want `ch has no buffer: the goroutine blocks for ever on ch <- result\[T\]{…} \(line 18\) when await returns at line 25`
	go func() {
		v, err := f()
		ch <- result[T]{v, err}
	}()
	select {
	case r := <-ch:
		return r.value, r.err
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}

type pool[T any] struct{ run func(T) error }

func (p *pool[T]) first(items []T) error {
	errc := make(chan error) // want `errc has no buffer`
	for _, item := range items {
		go func() { errc <- p.run(item) }()
	}
	return <-errc
}

func (p *pool[T]) each(items []T) error {
	ch := make(chan T) // want `nothing closes ch`
	go p.consume(ch)
	for _, item := range items {
		ch <- item
	}
	return nil
}

func (p *pool[T]) consume(ch <-chan T) {
	for item := range ch {
		_ = p.run(item)
	}
}

func awaitBuffered[T any](ctx context.Context, f func() (T, error)) (T, error) {
	ch := make(chan result[T], 1)
	go func() {
		v, err := f()
		ch <- result[T]{v, err}
	}()
	select {
	case r := <-ch:
		return r.value, r.err
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}

func awaitAny[C ~chan error](ctx context.Context, ch C) error {
	go func() { ch <- errors.New("late") }()
	select {
	case err := <-ch:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *pool[T]) eachClosed(items []T) error {
	ch := make(chan T)
	defer close(ch)
	go p.consume(ch)
	for _, item := range items {
		ch <- item
	}
	return nil
}

func (p *pool[T]) all(items []T) error {
	errc := make(chan error)
	for _, item := range items {
		go func() { errc <- p.run(item) }()
	}
	var errs []error
	for range items {
		errs = append(errs, <-errc)
	}
	return errors.Join(errs...)
}

func merge[T any](a, b <-chan T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for v := range a {
			out <- v
		}
		for v := range b {
			out <- v
		}
	}()
	return out
}

func Merge[T any](a, b <-chan T) <-chan T { return merge(a, b) }
