package unreadparam

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.FalseSuccess, Probe: func(t *harm.Trial) {
	truth := world.Tell(t)
	disk := world.Disk{Files: []string{"a", "b", "c"}, Broken: []string{"b"}}
	_, err := Total(disk, []string{"a", "c"})
	truth.Succeeded(err)
	_, err = Total(disk, disk.Files)
	truth.Failed(err)
}}
