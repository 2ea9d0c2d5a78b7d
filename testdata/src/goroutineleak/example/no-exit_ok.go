package example

import "context"

func (b *bus) dispatchUntilDone(ctx context.Context, handle func(context.Context, event)) {
	go func() {
		for {
			select {
			case e := <-b.events:
				handle(ctx, e)
			case <-ctx.Done():
				return
			}
		}
	}()
}
