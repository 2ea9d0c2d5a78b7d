package stoppedticker

import (
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Leaked, Probe: func(*harm.Trial) {
	Work(func() { time.Sleep(harm.Tick) }, func() {}, harm.Tick/4)
}}
