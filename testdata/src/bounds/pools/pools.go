// Package pools holds spawners with and without a limit.
package pools

import (
	"context"

	"github.com/panjf2000/ants/v2"
	"github.com/sourcegraph/conc/pool"
	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"
)

func work(int) {}

func workers(p *ants.Pool, in chan int) {
	for v := range in {
		p.Submit(func() { work(v) }) // want `channel: pool$`
	}
}

func limited(in chan int) {
	p := pool.New().WithMaxGoroutines(4)
	for v := range in {
		p.Go(func() { work(v) }) // want `channel: limit$`
	}
	p.Wait()
}

func limitedLater(in chan int) {
	p := pool.New()
	p.WithMaxGoroutines(4)
	for v := range in {
		p.Go(func() { work(v) }) // want `channel: limit$`
	}
	p.Wait()
}

func unlimited(in chan int) {
	p := pool.New()
	for v := range in {
		p.Go(func() { work(v) }) // want `channel: none$`
	}
	p.Wait()
}

func handedIn(p *pool.Pool, in chan int) {
	for v := range in {
		p.Go(func() { work(v) }) // want `channel: unknown$`
	}
}

func configured(in chan int) {
	p := pool.New()
	configure(p)
	for v := range in {
		p.Go(func() { work(v) }) // want `channel: unknown$`
	}
}

func configure(p *pool.Pool) { p.WithMaxGoroutines(4) }

func anotherGroup(in chan int) {
	var g, other errgroup.Group
	other.SetLimit(4)
	for v := range in {
		g.Go(func() error { // want `channel: none$`
			work(v)
			return nil
		})
	}
	g.Wait()
	other.Wait()
}

func tooLate(in chan int) {
	var g errgroup.Group
	for v := range in {
		g.Go(func() error { // want `channel: unknown$`
			work(v)
			return nil
		})
	}
	g.Wait()
	g.SetLimit(4)
}

func tries(in chan int) {
	var g errgroup.Group
	g.SetLimit(4)
	for v := range in {
		g.TryGo(func() error { // want `channel: limit$`
			work(v)
			return nil
		})
	}
	g.Wait()
}

// A group for each event: what it waits for is done before the next.
func perBatch(in chan []int) {
	for batch := range in {
		var g errgroup.Group
		for _, v := range batch {
			g.Go(func() error { // want `channel: joined$`
				work(v)
				return nil
			})
		}
		g.Wait()
	}
}

// It slows the loop down, and limits nothing.
func slowed(ctx context.Context, in chan int) {
	l := rate.NewLimiter(10, 1)
	for v := range in {
		if l.Wait(ctx) != nil {
			return
		}
		go work(v) // want `channel: rate$`
	}
}

func allowed(in chan int) {
	l := rate.NewLimiter(10, 1)
	for v := range in {
		if !l.Allow() {
			continue
		}
		go work(v) // want `channel: rate$`
	}
}

// The task is slowed down, the loop isn't.
func slowedInside(ctx context.Context, in chan int) {
	l := rate.NewLimiter(10, 1)
	for v := range in {
		go func() { // want `channel: (none|unknown inside)$`
			l.Wait(ctx)
			work(v)
		}()
	}
}
