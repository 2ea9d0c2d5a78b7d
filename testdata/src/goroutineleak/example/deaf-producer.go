package example

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func copyAll(ctx context.Context, names []string, save func(context.Context, string) error) error {
	g, ctx := errgroup.WithContext(ctx)
	ch := make(chan string)
	g.Go(func() error {
		defer close(ch)
		for _, name := range names {
			ch <- name // want `ch <- name doesn't watch the group's context: when the goroutine that receives returns at line 22, this goroutine blocks for ever, and so does Wait of the group`
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
