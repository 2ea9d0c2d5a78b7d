package droppedincallback

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.Unheard, Probe: func(t *harm.Trial) {
	world.Hear(t, "unexpected end of JSON input")
	For(func(map[string]string) {}).Need([]byte(`{"colour": "blue"`))
}}
