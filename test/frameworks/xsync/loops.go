package xsync

import (
	"context"
	"io"
	"net/http"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"
)

// waiting waits for itself.
func waiting(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		for _, url := range urls {
			g.Go(func() error { return download(ctx, url) })
		}
		return g.Wait() // want `loopdeadlock/(forbidden-call|self-stop): .*[Ww]ait`
	})
	return g.Wait()
}

// waitingOutside starts tasks from a task, and waits outside of them.
func waitingOutside(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		for _, url := range urls {
			g.Go(func() error { return download(ctx, url) })
		}
		return nil
	})
	return g.Wait()
}

// waitingForOthers is the tree of groups that it looks like.
func waitingForOthers(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		inner, ctx := errgroup.WithContext(ctx)
		for _, url := range urls {
			inner.Go(func() error { return download(ctx, url) })
		}
		return inner.Wait()
	})
	return g.Wait()
}

// twice asks for what it is about to find out.
func twice(sf *singleflight.Group, url string) (any, error) {
	v, err, _ := sf.Do(url, func() (any, error) {
		v, err, _ := sf.Do(url, func() (any, error) { return http.Get(url) }) // want `forbidden-call: .*Do`
		return v, err
	})
	return v, err
}

// flight waits for what all its callers asked for.
func flight(sf *singleflight.Group, url string) (any, error) {
	v, err, _ := sf.Do(url, func() (any, error) {
		resp, err := http.Get(url)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	})
	return v, err
}

// again calls itself under its own lock.
func again(s *rate.Sometimes, report func()) {
	s.Do(func() {
		report()
		s.Do(report) // want `forbidden-call: .*Do`
	})
}
