package unreadchannel

import (
	"io/fs"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.FalseSuccess, Probe: func(t *harm.Trial) {
	truth := world.Tell(t)
	disk := world.Disk{Files: []string{"a", "b", "c"}, Broken: []string{"b"}}
	keep := func(fs.FileInfo) {}
	truth.Succeeded(Stat(disk, []string{"a", "c"}, keep))
	truth.Failed(Stat(disk, disk.Files, keep))
}}
