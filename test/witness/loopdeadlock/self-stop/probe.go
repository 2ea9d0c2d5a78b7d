package selfstop

import (
	"errors"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// A machine that fails does not come to its end.
var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	m := Start(func(command string) error {
		if command == "jump" {
			return errors.New("it has no legs")
		}
		return nil
	})
	m.Do("turn")
	m.Do("jump")
	<-m.Ended()
}}
