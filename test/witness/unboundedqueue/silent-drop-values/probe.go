package silentdropvalues

import (
	"strconv"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// It takes a while to write an entry.
var Witness = harm.Witness{Harm: world.Unheard, Probe: func(t *harm.Trial) {
	const changes = 16
	world.Hear(t, "are lost")
	written := 0
	trail := Open(func(Entry) {
		written++
		t.Sign()
		time.Sleep(harm.Tick)
	})
	for i := range changes {
		trail.Changed("alice", "page "+strconv.Itoa(i))
	}
	trail.Close()
	t.Number("of %d changes %d were written", changes, written)
}}
