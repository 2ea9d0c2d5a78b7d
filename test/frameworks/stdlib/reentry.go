package stdlib

import (
	"context"
	"database/sql"
	"expvar"
	"net/http"
	"sync"
)

// A raw connection is locked while the function runs.
func raw(ctx context.Context, conn *sql.Conn) error {
	return conn.Raw(func(any) error {
		return conn.PingContext(ctx) // want `forbidden-call: .*PingContext`
	})
}

func rawThenPing(ctx context.Context, conn *sql.Conn) error {
	err := conn.Raw(func(driverConn any) error {
		if p, ok := driverConn.(interface{ Ping(context.Context) error }); ok {
			return p.Ping(ctx)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return conn.PingContext(ctx)
}

// The other connection is not the one that is locked.
func rawOfTwo(ctx context.Context, conn, other *sql.Conn) error {
	return conn.Raw(func(any) error { return other.PingContext(ctx) })
}

// Do holds the lock of all variables.
func publish() {
	expvar.Do(func(kv expvar.KeyValue) {
		expvar.Publish("copy of "+kv.Key, kv.Value) // want `forbidden-call: .*Publish`
	})
}

func publishLater() {
	var all []expvar.KeyValue
	expvar.Do(func(kv expvar.KeyValue) { all = append(all, kv) })
	for _, kv := range all {
		expvar.Publish("copy of "+kv.Key, kv.Value)
	}
}

type loader struct {
	once sync.Once
	all  *http.Response
}

// Get loads what it needs by a call that needs the same.
func (l *loader) Get() *http.Response {
	l.once.Do(func() {
		l.once.Do(l.load) // want `forbidden-call: .*Once.Do`
	})
	return l.all
}

// load waits, but those who call Get asked for that.
func (l *loader) load() {
	resp, err := http.Get("https://example.org/all")
	if err == nil {
		l.all = resp
	}
}
