package swallowedpanic

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.Unheard, Probe: func(t *harm.Trial) {
	world.Hear(t, harm.Bug)
	Go(func() error { panic(harm.Bug) })
}}
