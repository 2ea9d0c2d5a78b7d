package droppedinqueue

import (
	"context"
	"database/sql"
	"errors"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.OpenConns, Probe: func(t *harm.Trial) {
	db := world.DB(t, 0)
	good := func(*sql.Conn) error { return nil }
	bad := func(*sql.Conn) error { return errors.New("no such table") }
	Each(context.Background(), db, []func(*sql.Conn) error{good, good, good})
	Each(context.Background(), db, []func(*sql.Conn) error{good, bad, good})
}}
