package onceloseserror

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.FalseSuccess, Probe: func(t *harm.Trial) {
	truth := world.Tell(t)
	read := Reader(world.Disk{Broken: []string{"a"}}, "a")
	for range 2 {
		_, err := read()
		truth.Failed(err)
	}
}}
