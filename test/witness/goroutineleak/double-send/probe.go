package doublesend

import (
	"io"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Leaked, Probe: func(*harm.Trial) {
	check := func(string) error { return nil }
	Load(func() (string, error) { return "", io.ErrUnexpectedEOF }, check)
	Load(func() (string, error) { return "text", nil }, check)
}}
