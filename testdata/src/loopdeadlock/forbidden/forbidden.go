// Package forbidden calls back into the standard library.
package forbidden

import (
	"context"
	"database/sql"
	"expvar"
	"sync"
)

type config struct {
	once   sync.Once
	values map[string]string
}

func (c *config) get(key string) string {
	c.once.Do(c.load)
	return c.values[key]
}

// load is what the once runs, and asks for it.
func (c *config) load() {
	c.values = map[string]string{"home": "/"}
	c.values["cache"] = c.get("home") + "cache" // want `config.get → sync.Once.Do in config.load never returns: it waits for the first call of Do, which waits for this callback; instead: keep f short`
}

var once sync.Once

func setup() {
	once.Do(func() {
		once.Do(func() {}) // want `sync.Once.Do in the callback passed to sync.Once.Do never returns`
	})
}

func setupLater() {
	once.Do(func() {
		defer once.Do(func() {}) // want `sync.Once.Do in the callback passed to sync.Once.Do never returns`
	})
}

// Another Once, in the same struct or another object.

type twice struct {
	first, second sync.Once
	next          *twice
}

func (t *twice) do() {
	t.first.Do(func() {
		t.second.Do(func() {})
		t.next.first.Do(func() {})
	})
}

func (t *twice) all(others []*twice) {
	t.first.Do(func() {
		for _, o := range others {
			o.first.Do(func() {})
		}
	})
}

// What runs on another goroutine, or later, waits for the callback and not the
// other way round.
func (t *twice) later(defers *[]func()) {
	t.first.Do(func() {
		go t.first.Do(func() {})
		go func() { t.first.Do(func() {}) }()
		*defers = append(*defers, func() { t.first.Do(func() {}) })
	})
	t.first.Do(func() {})
}

func raw(ctx context.Context, conn *sql.Conn) error {
	return conn.Raw(func(driverConn any) error {
		return conn.PingContext(ctx) // want `sql.Conn.PingContext in the callback passed to sql.Conn.Raw never returns: the connection's mutex is held until this callback returns; instead: use only the driver connection argument inside f`
	})
}

func rawThroughHelper(ctx context.Context, conn *sql.Conn) error {
	return conn.Raw(func(driverConn any) error {
		return migrate(ctx, conn) // want `migrate → sql.Conn.ExecContext in the callback passed to sql.Conn.Raw never returns`
	})
}

func migrate(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, "CREATE TABLE t (id INT)")
	return err
}

// Another connection, and the pool.
func rawElsewhere(ctx context.Context, db *sql.DB, conn, other *sql.Conn) error {
	return conn.Raw(func(driverConn any) error {
		if err := other.PingContext(ctx); err != nil {
			return err
		}
		return db.PingContext(ctx)
	})
}

// The connection is another one by then, perhaps.
func rawAgain(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	return conn.Raw(func(driverConn any) error {
		fresh, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		return migrate(ctx, fresh)
	})
}

var stats = expvar.NewMap("stats")

func reset() {
	stats.Do(func(kv expvar.KeyValue) {
		stats.Delete(kv.Key) // want `expvar.Map.Delete in the callback passed to expvar.Map.Do never returns: the map's lock is held until this callback returns; instead: collect first, act after Do returned`
	})
	expvar.Do(func(kv expvar.KeyValue) {
		if kv.Key == "stats" {
			expvar.NewInt("statsSeen") // want `expvar.NewInt in the callback passed to expvar.Do never returns: the lock of all variables is held until this callback returns`
		}
	})
}

func resetRight() {
	var keys []string
	stats.Do(func(kv expvar.KeyValue) { keys = append(keys, kv.Key) })
	for _, key := range keys {
		stats.Delete(key)
	}
}

// cache is no expvar.Map.
type cache struct{ m map[string]int }

func (c *cache) Delete(key string) { delete(c.m, key) }

func (c *cache) Do(f func(string)) {
	for key := range c.m {
		f(key)
	}
}

func (c *cache) clear() { c.Do(func(key string) { c.Delete(key) }) }
