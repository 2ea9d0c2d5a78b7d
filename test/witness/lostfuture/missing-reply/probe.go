package missingreply

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: harm.Hung, Probe: func(t *harm.Trial) {
	disk := world.Disk{Files: []string{"a", "b"}, Broken: []string{"b"}}
	Stat(disk, "a", harm.Tick)
	Stat(disk, "b", harm.Tick)
}}
