package skippedsignal

import (
	"errors"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	Run(func() error { return nil }, func(error) {})
	Run(func() error { return errors.New("failed") }, func(error) {})
}}
