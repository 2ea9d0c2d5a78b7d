// Package multierror collects errors with github.com/hashicorp/go-multierror.
package multierror

import (
	"errors"

	"github.com/hashicorp/go-multierror"
)

func work(n int) error {
	if n < 0 {
		return errors.New("negative")
	}
	return nil
}

func unchecked(ns []int) {
	var g multierror.Group
	for _, n := range ns {
		g.Go(func() error { return work(n) })
	}
	g.Wait() // want `unchecked-wait: the error of g.Wait is dropped`
}

func checked(ns []int) error {
	var g multierror.Group
	for _, n := range ns {
		g.Go(func() error { return work(n) })
	}
	return g.Wait().ErrorOrNil()
}
