// Package chromedp is a stub: signatures of github.com/chromedp/chromedp.
package chromedp

import "context"

type Target struct{ _ int }

type Void = struct{}

type Action[T any] func(ctx context.Context, t *Target) (T, error)

func Navigate(urlstr string) Action[Void] { return nil }

func Run[T any](ctx context.Context, a Action[T]) (T, error) {
	var zero T
	return zero, nil
}

func Do(ctx context.Context, steps ...Action[Void]) error { return nil }

func Listen(ctx context.Context, fn func(ev any)) error { return nil }
