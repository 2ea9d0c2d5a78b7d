package requestscope

import (
	"context"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: "lost orders", Probe: func(t *harm.Trial) {
	saved := new(orders)
	t.Count("lost orders", func() int { return 1 - saved.n })
	network := world.Net(t)
	network.Serve(t, Handler(saved))
	response, err := network.Client(t).Get("http://shop.example/?order=tea")
	if err != nil {
		panic(err)
	}
	response.Body.Close()
}}

// orders takes its time.
type orders struct{ n int }

func (o *orders) Save(ctx context.Context, order string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(harm.Tick):
		o.n++
		return nil
	}
}
