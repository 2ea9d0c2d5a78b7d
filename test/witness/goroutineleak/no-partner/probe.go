package nopartner

import "github.com/asynclint/asynclint/test/witness/internal/harm"

var Witness = harm.Witness{Harm: harm.Leaked, Probe: func(*harm.Trial) {
	Warm(func() {})
}}
