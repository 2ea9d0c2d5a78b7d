package selfsend

import "github.com/asynclint/asynclint/test/witness/internal/harm"

// After a roll of the dice nobody can say anything any more.
var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	r := Open(func(string) {})
	r.Say("hello")
	r.Say("/roll")
	r.Say("bye")
	r.Close()
}}
