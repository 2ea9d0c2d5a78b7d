package unreadassign

import (
	"io"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.FalseSuccess, Probe: func(t *harm.Trial) {
	truth := world.Tell(t)
	truth.Succeeded(Save(io.Discard, io.Discard, "value"))
	truth.Failed(Save(world.FullDisk{}, io.Discard, "value"))
	truth.Failed(Save(io.Discard, world.FullDisk{}, "value"))
}}
