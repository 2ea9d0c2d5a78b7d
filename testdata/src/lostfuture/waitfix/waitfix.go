// Package waitfix holds joins whose error can be returned, and others.
package waitfix

import (
	"context"
	"os"
	"sync"

	"golang.org/x/sync/errgroup"
)

func step() error {
	_, err := os.Open("x")
	return err
}

type point struct{ x, y int }

func only() error {
	var g errgroup.Group
	g.Go(step)
	g.Wait() // want `the error of g.Wait is dropped`
	return nil
}

func shadows() (err error) {
	if err = step(); err != nil {
		return
	}
	var g errgroup.Group
	g.Go(step)
	// A comment before.
	g.Wait() // want `the error of g.Wait is dropped`
	return nil
}

func zeros() (int, string, bool, *int, []int, any, point, [2]int, error) {
	var g errgroup.Group
	var p point
	g.Go(func() error { p.x = 1; return step() })
	g.Wait() // want `the error of g.Wait is dropped`
	sum := 0
	for _, n := range []int{p.x, p.y} {
		sum += n
	}
	return sum, "", true, nil, make([]int, sum), nil, p, [2]int{}, nil
}

func nested(parallel bool) (int, error) {
	n := 0
	if parallel {
		var g errgroup.Group
		g.Go(step)
		(g.Wait()) // want `the error of g.Wait is dropped`
		n = 1
	} else {
		n = 2
	}
	return n, nil
}

func inLiteral() func() error {
	return func() error {
		var err errgroup.Group
		err.Go(step)
		err.Wait() // want `the error of err.Wait is dropped`
		return nil
	}
}

// No fix: nobody takes an error.

func noError() int {
	var g errgroup.Group
	g.Go(step)
	g.Wait() // want `the error of g.Wait is dropped`
	return 1
}

func deferred() error {
	var g errgroup.Group
	g.Go(step)
	defer g.Wait() // want `the error of g.Wait is dropped`
	return nil
}

func inDeferred() error {
	defer func() error {
		var g errgroup.Group
		g.Go(step)
		g.Wait() // want `the error of g.Wait is dropped`
		return nil
	}()
	return nil
}

// No fix: what follows must be done.

func closes(out chan int) error {
	var g errgroup.Group
	g.Go(step)
	g.Wait() // want `the error of g.Wait is dropped`
	close(out)
	return nil
}

func sends(out chan int) error {
	var g errgroup.Group
	g.Go(step)
	g.Wait() // want `the error of g.Wait is dropped`
	out <- 1
	return nil
}

func receives(in chan error) error {
	var g errgroup.Group
	g.Go(step)
	g.Wait() // want `the error of g.Wait is dropped`
	return <-in
}

func unlocks(mu *sync.Mutex) error {
	mu.Lock()
	var g errgroup.Group
	if mu != nil {
		g.Go(step)
		g.Wait() // want `the error of g.Wait is dropped`
	}
	mu.Unlock()
	return nil
}

func stores(p *point) error {
	var g errgroup.Group
	g.Go(step)
	g.Wait() // want `the error of g.Wait is dropped`
	p.x = 1
	return nil
}

func counts(p *point) error {
	var g errgroup.Group
	g.Go(step)
	g.Wait() // want `the error of g.Wait is dropped`
	p.x++
	return nil
}

func loops(ctx context.Context) error {
	for range 3 {
		var g errgroup.Group
		g.Go(step)
		g.Wait() // want `the error of g.Wait is dropped`
	}
	return nil
}

// No fix: the other results may hold something.

func named() (n int, err error) {
	n = 3
	var g errgroup.Group
	g.Go(step)
	g.Wait() // want `the error of g.Wait is dropped`
	return n, nil
}

func generic[T any](v T) (T, error) {
	var g errgroup.Group
	g.Go(step)
	g.Wait() // want `the error of g.Wait is dropped`
	return v, nil
}

// No fix: what was told to end may say so by an error.

type server struct {
	group  errgroup.Group
	cancel func()
}

func (s *server) Start() { s.group.Go(step) }

func (s *server) Close() error {
	s.cancel()
	s.group.Wait() // want `the error of s.group.Wait is dropped`
	return nil
}
