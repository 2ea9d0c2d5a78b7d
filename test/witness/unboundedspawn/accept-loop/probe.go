package acceptloop

import (
	"io"
	"sync"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The disk is slow, and clients come all the same.
var Witness = harm.Witness{Harm: harm.Piled, Probe: func(t *harm.Trial) {
	t.Load(32, func(load *harm.Load) {
		var kept sync.WaitGroup
		kept.Add(load.Events)
		n := world.Net(t)
		served := make(chan error)
		go func() {
			served <- Serve(n, func(string) error {
				load.Slow()
				kept.Done()
				return nil
			})
		}()
		load.Each(func(int) {
			conn, err := n.Dial()
			if err != nil {
				panic(err)
			}
			defer conn.Close()
			if _, err := io.WriteString(conn, "it has crashed\n"); err != nil {
				panic(err)
			}
		})
		kept.Wait()
		n.Close()
		<-served
	})
}}
