// Package callee has what package crosspkg releases and starts.
package callee

import (
	"context"
	"os"
)

// Open returns a file that the caller closes.
func Open(name string) (*os.File, error) { return os.Open(name) }

// Index reads f.
func Index(f *os.File) { f.Read(nil) }

// Save works for as long as ctx lasts.
func Save(ctx context.Context) error { return ctx.Err() }

// WithUser returns a context that ends with ctx.
func WithUser(ctx context.Context, user string) context.Context { return ctx }

// Detach returns a context that does not end with ctx.
func Detach(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }

// Pair returns a function that cancels the context.
func Pair(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}

// Join waits for a channel.
func Join(done <-chan struct{}) { <-done }
