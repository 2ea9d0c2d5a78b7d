package skippedslot

import (
	"errors"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	good := func() error { return nil }
	bad := func() error { return errors.New("failed") }
	Each([]func() error{good, good, good}, func(error) {})
	Each([]func() error{bad, bad, bad}, func(error) {})
}}
