package pendingmap

import (
	"context"
	"io"
	"net"
	"runtime"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// The server is there and never answers. Who asks gives up soon; the client
// remembers all of them.
var Witness = harm.Witness{Harm: harm.Hoarded, Probe: func(t *harm.Trial) {
	t.Load(32, func(load *harm.Load) {
		conn, server := net.Pipe()
		go io.Copy(io.Discard, server)
		c := New(conn)
		load.Each(func(int) {
			ctx, cancel := context.WithTimeout(context.Background(), harm.Tick/50)
			defer cancel()
			c.Ask(ctx)
		})
		for range 16 {
			load.Look()
		}
		conn.Close()
		server.Close()
		runtime.KeepAlive(c)
	})
}}
