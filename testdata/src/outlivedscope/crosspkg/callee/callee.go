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

// GetBuf returns memory that is given back with PutBuf.
func GetBuf(n int) []byte { return make([]byte, n) }

// PutBuf gives back what GetBuf returned.
func PutBuf(b []byte) {}

// GetName returns something that PutName has nothing to do with.
func GetName() string { return "" }

// PutName stores a name.
func PutName(name []byte) {}

// A Pool has buffers.
type Pool struct{}

// Get takes a buffer.
func (*Pool) Get() *[]byte { return new([]byte) }

// Put gives one back.
func (*Pool) Put(b *[]byte) {}

// Fill writes to b.
func Fill(b []byte) {}
