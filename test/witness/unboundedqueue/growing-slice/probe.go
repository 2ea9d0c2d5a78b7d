package growingslice

import (
	"io"
	"net"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// The collector is slow, and the records wait in memory, all of them.
var Witness = harm.Witness{Harm: harm.Hoarded, Probe: func(t *harm.Trial) {
	const size = 32 << 10
	t.Load(32, func(load *harm.Load) {
		conn, collector := net.Pipe()
		s := Ship(conn)
		go func() {
			load.Each(func(int) { s.Write(make([]byte, size)) })
			s.Close()
		}()
		for record := make([]byte, size); ; load.Slow() {
			if _, err := io.ReadFull(collector, record); err != nil {
				break
			}
		}
	})
}}
