package halfpipe

import (
	"errors"
	"io"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	send := func(r io.Reader) error {
		_, err := io.ReadAll(r)
		return err
	}
	Upload(func(w io.Writer) error {
		_, err := io.WriteString(w, "page")
		return err
	}, send)
	Upload(func(io.Writer) error { return errors.New("no such template") }, send)
}}
