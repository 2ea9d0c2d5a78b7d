package goroutineleak_test

import (
	"testing"

	"github.com/asynclint/asynclint/analyzers/goroutineleak"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func TestAnalyzer(t *testing.T) {
	allCategories(t) // the examples are those of all
	fixtest.Run(t, fixtest.Testdata(t), goroutineleak.Analyzer,
		"goroutineleak/example", "goroutineleak/stoppedticker",
		"goroutineleak/abandonedsend", "goroutineleak/firstofmany", "goroutineleak/doublesend", "goroutineleak/blockedproducer",
		"goroutineleak/deafproducer", "goroutineleak/abandonedreceive", "goroutineleak/nopartner",
		"goroutineleak/typeparams", "goroutineleak/rangefunc", "goroutineleak/crosspkg", "goroutineleak/program", "goroutineleak/cmd/tool")
}

// allCategories turns on what is off by default, for the time of a test.
func allCategories(t *testing.T) {
	for _, c := range goroutineleak.Rule.Categories {
		if c.OptIn() {
			fixtest.SetFlag(t, goroutineleak.Analyzer, c.Flag)
		}
	}
}
