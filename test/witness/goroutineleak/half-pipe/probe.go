package halfpipe

import (
	"io"
	"math"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	send := func(r io.Reader) error {
		_, err := io.ReadAll(r)
		return err
	}
	Upload(1.5, send)
	Upload(math.Inf(1), send) // JSON has no such number
}}
