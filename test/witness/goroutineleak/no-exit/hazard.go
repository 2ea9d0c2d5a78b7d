// Package noexit is told to stop, and has no way to.
package noexit

import (
	"context"
	"time"
)

// Watch handles what happens, and what time it is, until ctx is done.
func Watch(ctx context.Context, events <-chan string, handle func(context.Context, string)) {
	go func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case e := <-events:
				handle(ctx, e)
			case <-tick.C:
				handle(ctx, "tick")
			}
		}
	}()
}
