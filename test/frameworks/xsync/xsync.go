// Package xsync uses golang.org/x/sync and golang.org/x/time.
package xsync

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"
)

func download(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func unchecked(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, url := range urls {
		g.Go(func() error {
			if url == "" {
				return fmt.Errorf("no address")
			}
			return download(ctx, url)
		})
	}
	g.Wait() // want `unchecked-wait: the error of g.Wait is dropped`
	return nil
}

func checked(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, url := range urls {
		g.Go(func() error { return download(ctx, url) })
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("downloading: %w", err)
	}
	return nil
}

func abandoned(ctx context.Context, url string) {
	var g errgroup.Group
	g.Go(func() error { return download(ctx, url) }) // want `never-waited: nobody waits for the tasks of g`
}

func refused(ctx context.Context, g *errgroup.Group, url string) {
	g.TryGo(func() error { return download(ctx, url) }) // want `unread-answer: the answer of g.TryGo is dropped: if it is false, the function was not started`
}

func accepted(ctx context.Context, g *errgroup.Group, url string) error {
	if !g.TryGo(func() error { return download(ctx, url) }) {
		return download(ctx, url)
	}
	return nil
}

func unacquired(s *semaphore.Weighted, work func()) {
	s.TryAcquire(1) // want `unread-answer: the answer of s.TryAcquire is dropped`
	defer s.Release(1)
	work()
}

func acquired(s *semaphore.Weighted, work func()) {
	if s.TryAcquire(1) {
		defer s.Release(1)
		work()
	}
}

func empty(l *rate.Limiter, work func()) {
	l.AllowN(time.Now(), l.Burst()) // spends the tokens
	work()
}

func limited(l *rate.Limiter, work func()) {
	if l.Allow() {
		work()
	}
}

func unread(sf *singleflight.Group, load func() (any, error)) {
	sf.DoChan("key", load) // want `unread-token: the result of sf.DoChan is dropped`
}

func read(ctx context.Context, sf *singleflight.Group, load func() (any, error)) (any, error) {
	select {
	case r := <-sf.DoChan("key", load):
		return r.Val, r.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
