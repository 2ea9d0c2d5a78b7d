package example

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func copyAllOrStop(ctx context.Context, names []string, save func(context.Context, string) error) error {
	g, ctx := errgroup.WithContext(ctx)
	ch := make(chan string)
	g.Go(func() error {
		defer close(ch)
		for _, name := range names {
			select {
			case ch <- name:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	g.Go(func() error {
		for name := range ch {
			if err := save(ctx, name); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait()
}
