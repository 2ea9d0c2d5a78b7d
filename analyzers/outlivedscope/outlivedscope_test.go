package outlivedscope_test

import (
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/outlivedscope"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func Test(t *testing.T) {
	fixtest.Run(t, fixtest.Testdata(t), outlivedscope.Analyzer,
		"outlivedscope/deferred", "outlivedscope/cancelled", "outlivedscope/request", "outlivedscope/frameworks", "outlivedscope/buffers",
		"outlivedscope/example", "outlivedscope/crosspkg", "outlivedscope/rangefunc", "outlivedscope/typeparams", "outlivedscope/notests")
}

func TestTestFiles(t *testing.T) {
	flags := &outlivedscope.Analyzer.Flags
	require.NoError(t, flags.Set("tests", "true"))
	defer func() { require.NoError(t, flags.Set("tests", "false")) }()
	analysistest.Run(t, fixtest.Testdata(t), outlivedscope.Analyzer, "outlivedscope/tests")
}

// TestEvidence checks where findings say that they come from.
func TestEvidence(t *testing.T) {
	var got []string
	for _, res := range analysistest.Run(t, fixtest.Testdata(t), outlivedscope.Analyzer, "outlivedscope/example") {
		for _, d := range res.Action.Diagnostics {
			position := func(pos token.Pos) string {
				p := res.Action.Package.Fset.Position(pos)
				return fmt.Sprintf("%s:%d", filepath.Base(p.Filename), p.Line)
			}
			text := d.Category + " at " + position(d.Pos)
			for _, rel := range d.Related {
				text += fmt.Sprintf(", %s: %s", position(rel.Pos), rel.Message)
			}
			got = append(got, text)
			assert.NotEmpty(t, d.URL)
		}
	}
	slices.Sort(got)
	assert.Equal(t, []string{
		"cancelled-context at cancelled-context.go:15, cancelled-context.go:16: the goroutine starts here, cancelled-context.go:17: the context is given to c.Refresh here",
		"deferred-release at deferred-release.go:14, deferred-release.go:15: the goroutine starts here, deferred-release.go:16: it calls csv.NewReader here",
		"request-scope at request-scope.go:16, request-scope.go:17: it is used here",
		"reused-buffer at reused-buffer.go:12, reused-buffer.go:12: the memory is lent here, reused-buffer.go:11: it is used again from here on",
	}, got)
}
