package overlappingticks

import (
	"context"
	"net/http"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The server hangs for so many ticks.
var Witness = harm.Witness{Harm: harm.Piled, Probe: func(t *harm.Trial) {
	t.Load(16, func(load *harm.Load) {
		const tick = harm.Tick / 2
		n := world.Net(t)
		well := make(chan struct{})
		n.Serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-well }))
		client := n.Client(t)
		defer client.CloseIdleConnections()
		ctx, cancel := context.WithCancel(context.Background())
		watched := make(chan struct{})
		go func() {
			defer close(watched)
			Watch(ctx, client, "http://server/health", tick)
		}()
		load.Each(func(int) { time.Sleep(tick) })
		load.Look()
		close(well)
		cancel()
		<-watched
	})
}}
