package abandonedreceive

import "github.com/asynclint/asynclint/test/witness/internal/harm"

var Witness = harm.Witness{Harm: harm.Leaked, Probe: func(t *harm.Trial) {
	added := make(map[string]bool)
	t.Count("documents that were not added", func() int { return 2 - len(added) })
	Index([]string{"a", "b"}, func(doc string) { added[doc] = true })
}}
