package shadowed

import (
	"io"
	"sync"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.FalseSuccess, Probe: func(t *harm.Trial) {
	truth := world.Tell(t)
	var m sync.Map
	m.Store("key", "value")
	truth.Succeeded(Export(io.Discard, &m))
	truth.Failed(Export(world.FullDisk{}, &m))
}}
