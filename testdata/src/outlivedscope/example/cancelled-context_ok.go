package example

import (
	"context"
	"log"
	"time"
)

func refreshAlone(c cache) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	go func() {
		defer cancel()
		if err := c.Refresh(ctx); err != nil {
			log.Print("refresh: ", err)
		}
	}()
}
