package spawnperevent

import (
	"sync"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The database is slow, and no sensor is told.
var Witness = harm.Witness{Harm: harm.Piled, Probe: func(t *harm.Trial) {
	t.Load(32, func(load *harm.Load) {
		var kept sync.WaitGroup
		kept.Add(load.Events)
		db := world.Table(t, func() {
			load.Slow()
			kept.Done()
		})
		reading := func(i int) Reading { return Reading{"thermometer", float64(i)} }
		live, archived := make(chan Reading), make(chan Reading)
		go Keep(db, live)
		harm.Send(load, live, reading)
		kept.Wait()

		kept.Add(load.Events)
		go func() {
			if err := Import(db, archived); err != nil {
				panic(err)
			}
		}()
		harm.Send(load, archived, reading)
		kept.Wait()
	})
}}
