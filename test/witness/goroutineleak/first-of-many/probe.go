package firstofmany

import "github.com/asynclint/asynclint/test/witness/internal/harm"

var Witness = harm.Witness{Harm: harm.Leaked, Probe: func(*harm.Trial) {
	mirror := func() string { return "here" }
	Fastest([]func() string{mirror, mirror, mirror})
}}
