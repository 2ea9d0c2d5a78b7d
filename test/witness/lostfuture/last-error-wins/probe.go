package lasterrorwins

import (
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.Unheard, Probe: func(t *harm.Trial) {
	world.Hear(t, world.ErrDisk.Error())
	disk := world.Disk{Files: []string{"a", "b", "c"}}
	check := func(name string) error {
		if name == "b" {
			return world.ErrDisk
		}
		time.Sleep(harm.Tick / 2) // what is right takes longer
		return nil
	}
	through := func(string) { time.Sleep(harm.Tick) }
	if err := Check(disk, ".", check, through); err != nil {
		panic(err)
	}
}}
