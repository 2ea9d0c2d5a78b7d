package unreadtoken

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.Unheard, Probe: func(t *harm.Trial) {
	world.Hear(t, world.ErrDisk.Error())
	New(world.Disk{Broken: []string{"a"}}).Refresh("a")
}}
