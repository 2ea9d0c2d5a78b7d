package deferredrelease

import (
	"os"
	"path/filepath"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: "lost bytes", Probe: func(t *harm.Trial) {
	const text = "the line\n"
	dir, err := os.MkdirTemp("", "witness")
	if err != nil {
		panic(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	path := filepath.Join(dir, "log")
	t.Count("lost bytes", func() int {
		written, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		return len(text) - len(written)
	})
	err = Append(path, func() string {
		time.Sleep(harm.Tick)
		return text
	})
	if err != nil {
		panic(err)
	}
}}
