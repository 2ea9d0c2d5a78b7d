package spinningselect

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// When the wire has no more news, the feed shows nothing, all the time.
var Witness = harm.Witness{Harm: world.Spins, Probe: func(t *harm.Trial) {
	idle := world.CountSpins(t)
	f := &Feed{wire: make(chan string), radio: make(chan string), done: make(chan struct{})}
	t.Cleanup(func() { close(f.done) })
	go f.Run(func(news string) {
		if news == "" {
			idle()
		}
	})
	f.Publish("rain")
}}
