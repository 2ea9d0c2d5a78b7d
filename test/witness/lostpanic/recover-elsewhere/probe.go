package recoverelsewhere

import "github.com/asynclint/asynclint/test/witness/internal/harm"

var Witness = harm.Witness{Harm: harm.Died, Probe: func(*harm.Trial) {
	Run([]func(){func() {}, func() { panic(harm.Bug) }})
}}
