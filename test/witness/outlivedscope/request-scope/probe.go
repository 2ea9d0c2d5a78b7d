package requestscope

import (
	"context"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: "lost orders", Probe: func(t *harm.Trial) {
	lost := 1
	t.Count("lost orders", func() int { return lost })
	network := world.Net(t)
	network.Serve(t, Handler(func(ctx context.Context, order string) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(harm.Tick):
			lost--
			return nil
		}
	}))
	response, err := network.Client(t).Get("http://shop.example/?order=tea")
	if err != nil {
		panic(err)
	}
	response.Body.Close()
}}
