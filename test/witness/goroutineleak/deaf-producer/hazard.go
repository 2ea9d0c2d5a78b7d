// Package deafproducer feeds a consumer that has failed.
package deafproducer

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// Convert converts all files, and stops at the first that fails.
func Convert(ctx context.Context, names []string, convert func(context.Context, string) error) error {
	g, ctx := errgroup.WithContext(ctx)
	queue := make(chan string)
	g.Go(func() error {
		defer close(queue)
		for _, name := range names {
			queue <- name
		}
		return nil
	})
	g.Go(func() error {
		for name := range queue {
			if err := convert(ctx, name); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait()
}
