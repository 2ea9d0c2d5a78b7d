package abandonedsend

import (
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Leaked, Probe: func(*harm.Trial) {
	slow := func(name string) string {
		time.Sleep(harm.Tick)
		return name + ".example"
	}
	Resolve(slow, "www", harm.Tick/5)
	Resolve(slow, "www", 10*harm.Tick)
}}
