package selectblocks

import (
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// Stopped during a pause, the mailer goes on for the rest of the day.
var Witness = harm.Witness{Harm: harm.Alive, Probe: func(*harm.Trial) {
	m := Start(func(string) error { return nil }, 24*time.Hour)
	m.letters <- "to my landlord"
	m.Stop()
}}
