package silentdrop

import (
	"strconv"
	"sync/atomic"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// Nothing can be stored, and the operator takes a while to be told of it.
var Witness = harm.Witness{Harm: world.Untold, Probe: func(t *harm.Trial) {
	const samples = 16
	var told atomic.Int64
	t.Count(world.Untold, func() int {
		t.Number("of %d errors %d have arrived", samples, told.Load())
		return samples - int(told.Load())
	})
	c := Start(func(string) error { return world.ErrDisk }, func(error) {
		told.Add(1)
		t.Sign()
		time.Sleep(harm.Tick / 2)
	})
	for i := range samples {
		c.Add("sample " + strconv.Itoa(i))
	}
	c.Stop()
}}
