package example

import (
	"context"
	"log"
	"time"
)

type cache interface {
	Refresh(ctx context.Context) error
}

func refresh(c cache) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel() // want `deferred cancel cancels the goroutine started at line 16 when it has hardly begun: refresh returns at once, and the context of c.Refresh at line 17 is over`
	go func() {
		if err := c.Refresh(ctx); err != nil {
			log.Print("refresh: ", err)
		}
	}()
}
