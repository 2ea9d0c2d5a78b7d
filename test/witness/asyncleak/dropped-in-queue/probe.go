package droppedinqueue

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.OpenConns, Probe: func(t *harm.Trial) {
	network := world.Net(t)
	network.CountOpen(t)
	queue := Listen(network, 3)
	for range 3 {
		if _, err := network.Dial(); err != nil {
			panic(err)
		}
	}
	queue.Next().Close()
	network.Close()
	// Whoever uses it shuts it down, if that is possible.
	if q, ok := any(queue).(interface{ Shutdown() }); ok {
		q.Shutdown()
	}
}}
