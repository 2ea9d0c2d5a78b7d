// Package world is what witnesses run in: a database, a network and a disk, in
// memory, so that they work in a bubble and their owner can be asked for what has
// been left behind, and a log and callers who are told what went wrong, or not.
package world

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// ErrDown is what a database says that does not answer.
var ErrDown = errors.New("the database is down")

// DB returns a database to which it takes connect to make a connection, and
// whose connections answer a ping with ErrDown. The trial counts the connections
// that nobody gave back, as "open connections".
func DB(t *harm.Trial, connect time.Duration) *sql.DB {
	db := sql.OpenDB(connector{connect})
	t.Count(OpenConns, func() int { return db.Stats().InUse })
	t.Cleanup(func() { db.Close() })
	return db
}

// OpenConns is the counter of connections that were not closed.
const OpenConns = "open connections"

type connector struct{ connect time.Duration }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	time.Sleep(c.connect)
	return conn{}, nil
}

func (c connector) Driver() driver.Driver { return c }

func (c connector) Open(string) (driver.Conn, error) { return c.Connect(context.Background()) }

type conn struct{}

func (conn) Ping(context.Context) error          { return ErrDown }
func (conn) Prepare(string) (driver.Stmt, error) { return nil, ErrDown }
func (conn) Begin() (driver.Tx, error)           { return nil, ErrDown }
func (conn) Close() error                        { return nil }
