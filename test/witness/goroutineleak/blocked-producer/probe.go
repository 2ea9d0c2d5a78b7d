package blockedproducer

import "github.com/asynclint/asynclint/test/witness/internal/harm"

var Witness = harm.Witness{Harm: harm.Leaked, Probe: func(*harm.Trial) {
	Find("one\ntwo\nthree\n", "one")
	Find("one\ntwo\nthree\n", "four")
}}
