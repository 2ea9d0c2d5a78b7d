package endlessretry

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The mail server is down.
var Witness = harm.Witness{Harm: world.Attempts, Probe: func(t *harm.Trial) {
	outage := world.Down(t)
	o := Open(func(string) error { return outage.Try() })
	o.Post("to my landlord")
	<-outage.Over()
	o.Close()
}}
