package example

import "context"

type event struct{ name string }

type bus struct{ events chan event }

func newBus() *bus { return &bus{events: make(chan event)} }

func (b *bus) dispatch(ctx context.Context, handle func(context.Context, event)) {
	go func() {
		for { // want `goroutine started at line 12 never ends: nothing leaves this loop when ctx is done`
			select {
			case e := <-b.events:
				handle(ctx, e)
			}
		}
	}()
}
