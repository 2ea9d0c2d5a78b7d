package goroutineleak_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/goroutineleak"
	"github.com/asynclint/asynclint/internal/fixtest"
)

// TestPartnersEvidence checks where findings about channels say that they come
// from: enough to check them by reading.
func TestPartnersEvidence(t *testing.T) {
	allCategories(t) // the examples are those of all
	got := make(map[string]string)
	for _, res := range analysistest.Run(t, fixtest.Testdata(t), goroutineleak.Analyzer, "goroutineleak/example") {
		for _, d := range res.Action.Diagnostics {
			text := ""
			for _, rel := range d.Related {
				text += fmt.Sprintf("%d: %s; ", res.Action.Package.Fset.Position(rel.Pos).Line, rel.Message)
			}
			got[d.Category] = text
		}
	}
	for category, want := range map[string]string{
		"abandoned-send":    "10: the goroutine starts here; 11: the send that blocks; 17: the receiver leaves here; ",
		"first-of-many":     "6: the goroutine starts here; 6: the send that blocks; 8: the receiver leaves here; ",
		"deaf-producer":     "12: the goroutine starts here; 15: the send that blocks; 19: the goroutine that receives starts here; 22: the receiver leaves here; ",
		"abandoned-receive": "6: the goroutine starts here; 7: it waits here; 15: process returns here; ",
		"no-partner":        "4: done is made here; 5: the goroutine starts here; ",
	} {
		assert.Equal(t, want, got[category], category)
	}
}
