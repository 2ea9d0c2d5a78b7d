package uselessrecover

import "github.com/asynclint/asynclint/test/witness/internal/harm"

var Witness = harm.Witness{Harm: harm.Died, Probe: func(*harm.Trial) {
	Go(func() error { panic(harm.Bug) })
}}
