// Package cancelledcontext starts work and cancels it.
package cancelledcontext

import (
	"context"
	"log"
	"time"
)

// Orders is where orders are saved.
type Orders interface {
	Save(ctx context.Context, order string) error
}

// Submit has an order saved, within a minute, and does not wait for that.
func Submit(ctx context.Context, o Orders, order string) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	go func() {
		if err := o.Save(ctx, order); err != nil {
			log.Printf("save: %v", err)
		}
	}()
}
