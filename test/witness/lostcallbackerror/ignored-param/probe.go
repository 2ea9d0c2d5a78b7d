package ignoredparam

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.FalseSuccess, Probe: func(t *harm.Trial) {
	truth := world.Tell(t)
	disk := world.Disk{Files: []string{"a/1", "b/2", "c/3"}}
	names, err := Files(disk)
	truth.Succeeded(err)
	disk.Broken = []string{"b"}
	some, err := Files(disk)
	if len(some) < len(names) {
		truth.Failed(err)
	}
}}
