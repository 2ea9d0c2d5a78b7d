// Package wait holds joins that return the error of the tasks.
package wait

import (
	"context"
	"fmt"
	"log"
	"os"
	"sync"

	"golang.org/x/sync/errgroup"
)

func step(ctx context.Context) error {
	_, err := os.Open("x")
	return err
}

func dropped(ctx context.Context) {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return step(ctx) })
	g.Wait() // want `the error of g.Wait is dropped: if the task at line 21 fails, nobody hears of it`
}

func deferred(ctx context.Context) {
	var g errgroup.Group
	defer g.Wait() // want `the error of g.Wait is dropped: if the task at line 28 fails, nobody hears of it`
	g.Go(func() error { return step(ctx) })
}

func otherTask(ctx context.Context) {
	var g errgroup.Group
	g.Go(func() error { return nil })
	g.Go(func() error {
		if err := step(ctx); err != nil {
			return fmt.Errorf("step: %w", err)
		}
		return nil
	})
	g.Wait() // want `the error of g.Wait is dropped: if the task at line 34`
}

func functions(ctx context.Context, fns []func() error) {
	var g errgroup.Group
	for _, fn := range fns {
		g.Go(fn)
	}
	g.Wait() // want `the error of g.Wait is dropped: if the task at line 46`
}

type service struct {
	group errgroup.Group
}

func (s *service) start(ctx context.Context) {
	s.group.Go(func() error { return step(ctx) })
}

func (s *service) stop() {
	s.group.Wait() // want `the error of s.group.Wait is dropped`
}

type tasks = errgroup.Group

type embeds struct{ tasks }

func (e *embeds) start(ctx context.Context) {
	e.Go(func() error { return step(ctx) })
}

func (e *embeds) stop() {
	e.Wait() // want `the error of e.Wait is dropped`
}

func lookedAtInside(parent context.Context) {
	g, ctx := errgroup.WithContext(parent)
	g.Go(func() error {
		if ctx.Err() != nil {
			return nil
		}
		return step(ctx)
	})
	g.Wait() // want `the error of g.Wait is dropped`
}

func shared(ctx context.Context) {
	g := new(errgroup.Group)
	fill(ctx, g)
	g.Wait() // want `the error of g.Wait is dropped`
}

func fill(ctx context.Context, g *errgroup.Group) {
	g.Go(func() error { return step(ctx) })
}

// Near-misses.

func checked(ctx context.Context) error {
	var g errgroup.Group
	g.Go(func() error { return step(ctx) })
	if err := g.Wait(); err != nil {
		return err
	}
	return nil
}

func returned(ctx context.Context) error {
	var g errgroup.Group
	g.Go(func() error { return step(ctx) })
	return g.Wait()
}

func deliberate(ctx context.Context) {
	var g errgroup.Group
	g.Go(func() error { return step(ctx) })
	_ = g.Wait()
}

func saidInWords(ctx context.Context) {
	var g errgroup.Group
	g.Go(func() error { return step(ctx) })
	g.Wait() // errors are ignored
}

func said(ctx context.Context) {
	var g errgroup.Group
	g.Go(func() error { return step(ctx) })
	g.Wait() //nolint:errcheck
}

// The deferred call only makes sure that all tasks are over.
func both(ctx context.Context) error {
	var g errgroup.Group
	defer g.Wait()
	g.Go(func() error { return step(ctx) })
	if err := step(ctx); err != nil {
		return err
	}
	return g.Wait()
}

func heardInside(ctx context.Context) {
	var g errgroup.Group
	g.Go(func() error {
		err := step(ctx)
		if err != nil {
			log.Print(err)
		}
		return err
	})
	g.Wait()
}

func neverFail(items []int) {
	var g errgroup.Group
	g.SetLimit(4)
	for _, item := range items {
		g.Go(func() error {
			log.Print(item)
			return nil
		})
	}
	g.Wait()
}

func onlyCancelled(ctx context.Context) {
	var g errgroup.Group
	g.Go(func() error {
		<-ctx.Done()
		return ctx.Err()
	})
	g.Wait()
}

func collected(ctx context.Context, n int) []error {
	var g errgroup.Group
	errs := make([]error, n)
	for i := range n {
		g.Go(func() error {
			err := step(ctx)
			errs[i] = err
			return err
		})
	}
	g.Wait()
	return errs
}

func cause(parent context.Context) error {
	g, ctx := errgroup.WithContext(parent)
	g.Go(func() error { return step(ctx) })
	g.Wait()
	return context.Cause(ctx)
}

func ended(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return step(ctx) })
	g.Wait()
	return ctx.Err()
}

// Promoted has a method Wait, which other packages can call.
type Promoted struct{ errgroup.Group }

func (p *Promoted) run(ctx context.Context) {
	p.Go(func() error { return step(ctx) })
	p.Wait()
}

type passesOn struct{ tasks }

func (p *passesOn) run(ctx context.Context, do func(func() error)) {
	p.Go(func() error { return step(ctx) })
	p.Wait()
	do(p.Wait)
}

func parameter(ctx context.Context, g *errgroup.Group) {
	g.Go(func() error { return step(ctx) })
	g.Wait()
}

func sharedWithUnknown(ctx context.Context, fill func(*errgroup.Group)) {
	g := new(errgroup.Group)
	g.Go(func() error { return step(ctx) })
	fill(g)
	g.Wait()
}

func sharedWithWaiter(ctx context.Context) error {
	g := new(errgroup.Group)
	g.Go(func() error { return step(ctx) })
	defer g.Wait()
	return collect(g)
}

func collect(g *errgroup.Group) error { return g.Wait() }

func sharedAndLogged(ctx context.Context) {
	g := new(errgroup.Group)
	fillLogged(ctx, g)
	g.Wait()
}

func fillLogged(ctx context.Context, g *errgroup.Group) {
	g.Go(func() error {
		if err := step(ctx); err != nil {
			log.Print(err)
		}
		return nil
	})
}

func waitGroup(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Go(func() { _ = step(ctx) })
	wg.Wait()
}

func launched(ctx context.Context) {
	var g errgroup.Group
	g.Go(func() error { return step(ctx) })
	go g.Wait() // lostgoerror reports this one
}

func noTasks() {
	var g errgroup.Group
	g.Wait()
}

// Exported has a group that other packages can wait for.
type Exported struct {
	Group *errgroup.Group
}

func (e *Exported) run(ctx context.Context) {
	e.Group.Go(func() error { return step(ctx) })
	e.Group.Wait()
}

type other struct{ g errgroup.Group }

func (o *other) start(ctx context.Context) { o.g.Go(func() error { return step(ctx) }) }

func (o *other) stop() { o.g.Wait() }

func (o *other) err() error { return o.g.Wait() }
