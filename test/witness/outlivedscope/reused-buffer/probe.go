package reusedbuffer

import (
	"fmt"
	"strings"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: "wrong lines", Probe: func(t *harm.Trial) {
	const n = 10000
	wrong := n
	t.Count("wrong lines", func() int { return wrong })
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "line %d\n", i)
	}
	out := make(chan []byte, n)
	if err := Lines(strings.NewReader(text.String()), out); err != nil {
		panic(err)
	}
	for i := range n {
		if string(<-out) == fmt.Sprintf("line %d", i) {
			wrong--
		}
	}
}}
