package growingcallbacks

import (
	"sync"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// Who is told of the changes takes a while over each.
var Witness = harm.Witness{Harm: harm.Hoarded, Probe: func(t *harm.Trial) {
	t.Load(32, func(load *harm.Load) {
		var told sync.WaitGroup
		told.Add(load.Events)
		w := Watch(func(Change) {
			load.Slow()
			told.Done()
		})
		load.Each(func(int) { w.Changed(Change{"log.txt", make([]byte, 32<<10)}) })
		told.Wait()
		w.Close()
	})
}}
