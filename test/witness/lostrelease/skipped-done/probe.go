package skippeddone

import (
	"errors"
	"strings"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	get := func(url string) error {
		if strings.HasSuffix(url, ".gone") {
			return errors.New("404")
		}
		return nil
	}
	Fetch([]string{"a", "b"}, get, func(error) {})
	Fetch([]string{"a", "b.gone"}, get, func(error) {})
}}
