package shadowed

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.FalseSuccess, Probe: func(t *harm.Trial) {
	truth := world.Tell(t)
	var s Store
	truth.Succeeded(s.Put("value"))
	truth.Failed(s.Put(func() {})) // JSON has no functions
}}
