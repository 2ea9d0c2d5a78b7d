// Package deafproducer has errgroups whose producers don't hear of a failure.
package deafproducer

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"
)

func handle(s string) error { return errors.New("handle") }

func consumerFails(ctx context.Context, lines []string) error {
	g, ctx := errgroup.WithContext(ctx)
	ch := make(chan string)
	g.Go(func() error {
		defer close(ch)
		for _, line := range lines {
			ch <- line // want `ch <- line doesn't watch the group's context: when the goroutine that receives returns at line 26, this goroutine blocks for ever, and so does Wait of the group`
		}
		return nil
	})
	g.Go(func() error {
		for line := range ch {
			if err := handle(line); err != nil {
				return err
			}
		}
		return nil
	})
	_ = ctx
	return g.Wait()
}

func workersFail(ctx context.Context, lines []string) error {
	g, ctx := errgroup.WithContext(ctx)
	ch := make(chan string)
	g.Go(func() error {
		defer close(ch)
		for _, line := range lines {
			ch <- line // want `ch <- line doesn't watch the group's context`
		}
		return nil
	})
	for range 4 {
		g.Go(func() error {
			for line := range ch {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if err := handle(line); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

func spawnerProduces(ctx context.Context, lines []string) error {
	g, ctx := errgroup.WithContext(ctx)
	ch := make(chan string)
	g.Go(func() error {
		for line := range ch {
			if err := handle(line); err != nil {
				return err
			}
		}
		return nil
	})
	for _, line := range lines {
		ch <- line // want `ch <- line doesn't watch the group's context: when the goroutine that receives returns at line 67, spawnerProduces blocks for ever`
	}
	close(ch)
	_ = ctx
	return g.Wait()
}

func watches(ctx context.Context, lines []string) error {
	g, ctx := errgroup.WithContext(ctx)
	ch := make(chan string)
	g.Go(func() error {
		defer close(ch)
		for _, line := range lines {
			select {
			case ch <- line:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	g.Go(func() error {
		for line := range ch {
			if err := handle(line); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait()
}

func consumerNeverFails(ctx context.Context, lines []string) error {
	var g errgroup.Group
	ch := make(chan string)
	g.Go(func() error {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
		return nil
	})
	g.Go(func() error {
		for line := range ch {
			_ = handle(line)
		}
		return nil
	})
	return g.Wait()
}

func remembers(ctx context.Context, lines []string) error {
	var g errgroup.Group
	ch := make(chan string)
	g.Go(func() error {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
		return nil
	})
	g.Go(func() error {
		var first error
		for line := range ch {
			if err := handle(line); err != nil && first == nil {
				first = err
			}
		}
		return first
	})
	return g.Wait()
}

func buffered(ctx context.Context, lines []string) error {
	var g errgroup.Group
	ch := make(chan string, len(lines))
	g.Go(func() error {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
		return nil
	})
	g.Go(func() error {
		for line := range ch {
			if err := handle(line); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait()
}

func drains(ctx context.Context, lines []string) error {
	var g errgroup.Group
	ch := make(chan string)
	g.Go(func() error {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
		return nil
	})
	g.Go(func() error {
		defer func() {
			for range ch {
			}
		}()
		for line := range ch {
			if err := handle(line); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait()
}

func resultsCollected(ctx context.Context, lines []string) (n int, err error) {
	g, ctx := errgroup.WithContext(ctx)
	ch := make(chan int)
	for _, line := range lines {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			ch <- len(line)
			return nil
		})
	}
	go func() {
		_ = g.Wait()
		close(ch)
	}()
	for m := range ch {
		n += m
	}
	return n, g.Wait()
}
