package unstoppable

import (
	"io"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Alive, Probe: func(*harm.Trial) {
	cache := New(harm.Tick)
	cache.Put("a", "b")
	// Whoever uses it closes it, if that is possible.
	if c, ok := any(cache).(io.Closer); ok {
		c.Close()
	}
}}
