// Package crosspkg has channels whose other end is in another package.
package crosspkg

import (
	"context"

	"goroutineleak/crosspkg/dep"
)

func runs(ctx context.Context) error {
	errc := make(chan error) // want `errc has no buffer`
	go func() { errc <- dep.Run() }()
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func sends(ctx context.Context) error {
	errc := make(chan error)
	go dep.Send(errc)
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func drained(ctx context.Context) error {
	errc := make(chan error)
	go func() {
		defer close(errc)
		errc <- dep.Run()
	}()
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		go dep.Drain(errc)
		return ctx.Err()
	}
}

func Offer() <-chan error {
	errc := make(chan error)
	go func() { errc <- dep.Run() }()
	return errc
}
