package selfrequest

import "github.com/asynclint/asynclint/test/witness/internal/harm"

// A setting that refers to another can't be had, nor can any after it.
var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	s := Keep(map[string]string{"host": "db1", "standby": "$host"})
	s.Get("host")
	s.Get("standby")
	s.Close()
}}
