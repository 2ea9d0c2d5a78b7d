package onceloseserror

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.FalseSuccess, Probe: func(t *harm.Trial) {
	truth := world.Tell(t)
	for range 2 {
		_, err := Settings()
		truth.Failed(err)
	}
}}
