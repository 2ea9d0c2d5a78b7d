package world

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// Table returns a database that does what it is told as fast as exec returns.
func Table(t *harm.Trial, exec func()) *sql.DB {
	db := sql.OpenDB(tables{exec})
	t.Cleanup(func() { db.Close() })
	return db
}

type tables struct{ exec func() }

func (t tables) Connect(context.Context) (driver.Conn, error) { return table{exec: t.exec}, nil }

func (t tables) Driver() driver.Driver { return t }

func (t tables) Open(string) (driver.Conn, error) { return table{exec: t.exec}, nil }

type table struct {
	conn
	exec func()
}

func (t table) ExecContext(context.Context, string, []driver.NamedValue) (driver.Result, error) {
	t.exec()
	return driver.RowsAffected(1), nil
}
