package spill

import (
	"sync"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// The subscriber is slow, and the buffer full.
var Witness = harm.Witness{Harm: harm.Piled, Probe: func(t *harm.Trial) {
	t.Load(32, func(load *harm.Load) {
		var delivered sync.WaitGroup
		delivered.Add(load.Events)
		bus := Open(func(Event) {
			load.Slow()
			delivered.Done()
		})
		load.Each(func(i int) { bus.Publish(Event{"click", int64(i)}) })
		delivered.Wait()
		bus.Close()
	})
}}
