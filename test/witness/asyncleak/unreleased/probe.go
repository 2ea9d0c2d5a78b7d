package unreleased

import (
	"context"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.OpenConns, Probe: func(t *harm.Trial) {
	db := world.DB(t, harm.Tick)
	told := make(chan error)
	Check(context.Background(), db, func(err error) { told <- err })
	<-told
}}
