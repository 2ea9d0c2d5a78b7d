// Package conc runs tasks with github.com/sourcegraph/conc.
package conc

import (
	"context"
	"errors"

	"github.com/sourcegraph/conc/pool"
)

func work(n int) error {
	if n < 0 {
		return errors.New("negative")
	}
	return nil
}

func unchecked(ns []int) {
	p := pool.New().WithErrors()
	for _, n := range ns {
		p.Go(func() error { return work(n) })
	}
	p.Wait() // want `unchecked-wait: the error of p.Wait is dropped`
}

func checked(ctx context.Context, ns []int) error {
	p := pool.New().WithMaxGoroutines(4).WithContext(ctx).WithCancelOnError()
	for _, n := range ns {
		p.Go(func(context.Context) error { return work(n) })
	}
	return p.Wait()
}
