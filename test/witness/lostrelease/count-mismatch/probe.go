package countmismatch

import "github.com/asynclint/asynclint/test/witness/internal/harm"

var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	Run(func() {}, func() {})
}}
