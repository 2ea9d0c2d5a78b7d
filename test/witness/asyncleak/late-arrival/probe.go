package latearrival

import (
	"context"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.OpenConns, Probe: func(t *harm.Trial) {
	db := world.DB(t, harm.Tick)
	if conn, err := Connect(context.Background(), db, harm.Tick/5); err == nil {
		conn.Close()
	}
	if conn, err := Connect(context.Background(), db, 10*harm.Tick); err == nil {
		conn.Close()
	}
}}
