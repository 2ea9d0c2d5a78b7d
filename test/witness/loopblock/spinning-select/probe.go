package spinningselect

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// Switched off, the screen shows nothing, all the time.
var Witness = harm.Witness{Harm: world.Spins, Probe: func(t *harm.Trial) {
	idle := world.CountSpins(t)
	s := &Screen{make(chan string), make(chan string), make(chan struct{})}
	go s.Run(func(text string) {
		if text == "" {
			idle()
		}
	})
	s.news <- "rain"
	s.Off()
}}
