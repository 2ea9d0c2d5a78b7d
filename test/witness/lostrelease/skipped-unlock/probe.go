package skippedunlock

import "github.com/asynclint/asynclint/test/witness/internal/harm"

var Witness = harm.Witness{Harm: "held locks", Probe: func(t *harm.Trial) {
	tally := &Tally{n: make(map[string]int)}
	t.Count("held locks", func() int {
		if tally.mu.TryLock() {
			return 0
		}
		return 1
	})
	tally.Add(func() (string, bool) { return "", false })
}}
