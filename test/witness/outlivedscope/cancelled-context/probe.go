package cancelledcontext

import (
	"context"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: "lost orders", Probe: func(t *harm.Trial) {
	lost := 1
	t.Count("lost orders", func() int { return lost })
	Submit(context.Background(), func(ctx context.Context) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(harm.Tick):
			lost--
			return nil
		}
	})
}}
