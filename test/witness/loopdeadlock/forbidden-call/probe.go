package forbiddencall

import "github.com/asynclint/asynclint/test/witness/internal/harm"

// The first setting that is asked for is never there.
var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	s := &Settings{Load: func() map[string]string {
		return map[string]string{"host": "db1", "standby": "$host"}
	}}
	s.Get("host")
}}
