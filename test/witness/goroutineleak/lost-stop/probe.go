package loststop

import (
	"iter"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: "open files", Probe: func(t *harm.Trial) {
	open := 0
	t.Count("open files", func() int { return open })
	file := func(lines ...string) iter.Seq[string] {
		return func(yield func(string) bool) {
			open++
			defer func() { open-- }()
			for _, line := range lines {
				if !yield(line) {
					return
				}
			}
		}
	}
	Equal([]string{"a", "b"}, file("a", "c", "d"))
	Equal([]string{"a", "b"}, file("a", "b"))
}}
