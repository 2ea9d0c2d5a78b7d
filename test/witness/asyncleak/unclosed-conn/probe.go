package unclosedconn

import (
	"io"
	"strings"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.OpenConns, Probe: func(t *harm.Trial) {
	network := world.Net(t)
	network.CountOpen(t)
	go Serve(network, strings.ToUpper)
	for _, line := range []string{"hello\n", "hel"} {
		conn, err := network.Dial()
		if err != nil {
			panic(err)
		}
		io.WriteString(conn, line)
		if strings.HasSuffix(line, "\n") {
			io.ReadAll(conn)
		}
		conn.Close()
	}
}}
