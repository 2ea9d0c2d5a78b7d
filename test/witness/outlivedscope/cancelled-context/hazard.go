// Package cancelledcontext starts work and cancels it.
package cancelledcontext

import (
	"context"
	"log"
	"time"
)

// Submit has an order saved, within a minute, and does not wait for that.
func Submit(ctx context.Context, save func(context.Context) error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	go func() {
		if err := save(ctx); err != nil {
			log.Printf("save: %v", err)
		}
	}()
}
