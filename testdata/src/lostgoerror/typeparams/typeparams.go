// Package typeparams has generic tasks.
package typeparams

import (
	"errors"
	"log"

	"golang.org/x/sync/errgroup"
)

type Runner interface{ Run() error }

type Pool[T any] struct{ items []T }

func (p *Pool[T]) Run(x T) error {
	if len(p.items) == 0 {
		return errors.New("empty")
	}
	return nil
}

func (p *Pool[T]) Quiet(x T) error { return nil }

func Work[T any](x T) error { return errors.New("no work") }
func Idle[T any](x T) error { return nil }

func bugs[R Runner](r R, p *Pool[int], g *errgroup.Group) {
	go r.Run()          // want `go statement drops the error of r.Run`
	go p.Run(1)         // want `go statement drops the error of p.Run`
	go Work(1)          // want `go statement drops the error of Work`
	go Work[string]("") // want `go statement drops the error of Work`
	go func() {
		if err := Work(r); err != nil { // want `because Work failed`
			return
		}
		log.Print()
	}()
	g.Go(func() error {
		if err := p.Run(2); err != nil { // want `returns nil although p.Run failed`
			return nil
		}
		return nil
	})
	g.Go(generic[R])
}

func generic[T any]() error {
	var x T
	if err := Work(x); err != nil { // want `returns nil although Work failed`
		return nil
	}
	return nil
}

func fine[R Runner](r R, p *Pool[R]) {
	go p.Quiet(r)
	go Idle(r)
	go Idle[R](r)
	go func() {
		if err := r.Run(); err != nil {
			log.Print(err)
			return
		}
	}()
}
