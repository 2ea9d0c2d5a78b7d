package earlyreturn

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.Unheard, Probe: func(t *harm.Trial) {
	world.Hear(t, "unexpected end of JSON input")
	Apply([]byte(`{"colour": "blue"`), func(map[string]string) {})
}}
