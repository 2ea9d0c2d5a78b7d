package serialaccept

import (
	"bufio"
	"fmt"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The first client says nothing, and nobody answers the second.
var Witness = harm.Witness{Harm: world.Unserved, Probe: func(t *harm.Trial) {
	events := world.CountUnserved(t)
	n := world.Net(t)
	go Serve(n)
	silent, err := n.Dial()
	if err != nil {
		panic(err)
	}
	t.Cleanup(func() { silent.Close() })

	events.Come()
	go func() {
		conn, err := n.Dial()
		if err != nil {
			return // the trial is over
		}
		defer conn.Close()
		fmt.Fprintln(conn, "hello")
		if line, err := bufio.NewReader(conn).ReadString('\n'); err == nil && line == "hello\n" {
			events.Served()
		}
	}()
}}
