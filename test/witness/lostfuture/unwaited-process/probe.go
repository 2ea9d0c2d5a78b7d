package unwaitedprocess

import (
	"os"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.Zombies, Probe: func(t *harm.Trial) {
	world.Hear(t, "exit status")
	world.CountZombies(t)
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	if err := Notify(self, "-test.no-such-flag"); err != nil {
		panic(err)
	}
}}
