// Package store has the slow thing that event loops must not wait for: a ledger in
// a database which takes its time.
package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"
)

// Delay is how long the database takes for a statement, and whatever else is slow
// here for what it does.
const Delay = 100 * time.Millisecond

// A Ledger is a table that is only added to.
type Ledger struct{ db *sql.DB }

// Open opens the ledger of a new database.
func Open() *Ledger { return &Ledger{sql.OpenDB(connector{})} }

// Add adds an entry.
func (l *Ledger) Add(entry string) error {
	_, err := l.db.Exec("INSERT INTO ledger VALUES (?)", entry)
	return err
}

// Close closes the database.
func (l *Ledger) Close() error { return l.db.Close() }

type connector struct{}

func (c connector) Connect(context.Context) (driver.Conn, error) { return conn{}, nil }
func (c connector) Driver() driver.Driver                        { return nil }

var errNot = errors.New("the database does not do that")

type conn struct{}

func (conn) ExecContext(context.Context, string, []driver.NamedValue) (driver.Result, error) {
	time.Sleep(Delay)
	return driver.RowsAffected(1), nil
}

func (conn) Prepare(string) (driver.Stmt, error) { return nil, errNot }
func (conn) Begin() (driver.Tx, error)           { return nil, errNot }
func (conn) Close() error                        { return nil }
