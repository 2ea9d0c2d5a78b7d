package hugebuffer

import "github.com/asynclint/asynclint/test/witness/internal/harm"

// Nobody has looked at anything yet.
var Witness = harm.Witness{Harm: harm.Footprint, Probe: func(t *harm.Trial) {
	t.Footprint(func() (stop func()) {
		s := Count()
		return func() { s.Close() }
	})
}}
