package loopblock_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/loopblock"
)

// testdata returns the root of all fixtures.
func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	require.NoError(t, err)
	return dir
}

// One load for all: most of the time goes into the standard library.
func TestFixtures(t *testing.T) {
	analysistest.Run(t, testdata(t), loopblock.Analyzer,
		"loopblock/gnet", "loopblock/bubbletea", "loopblock/paho", "loopblock/pahounordered", "loopblock/informers",
		"loopblock/memberlist", "loopblock/directive", "loopblock/crosspkg", "loopblock/typeparams", "loopblock/rangefunc",
		"loopblock/stop", "loopblock/tests")
}

func TestFixes(t *testing.T) {
	requireFixes(t, analysistest.RunWithSuggestedFixes(t, testdata(t), loopblock.Analyzer, "loopblock/finalizers", "loopblock/example"))
}

func TestTestsFlag(t *testing.T) {
	require.NoError(t, loopblock.Analyzer.Flags.Set("tests", "true"))
	t.Cleanup(func() { require.NoError(t, loopblock.Analyzer.Flags.Set("tests", "false")) })
	analysistest.Run(t, testdata(t), loopblock.Analyzer, "loopblock/testsflag")
}

// The standard library's syscall/js exists for one platform alone.
func TestJS(t *testing.T) {
	t.Setenv("GOOS", "js")
	t.Setenv("GOARCH", "wasm")
	requireFixes(t, analysistest.RunWithSuggestedFixes(t, testdata(t), loopblock.Analyzer, "loopblock/js"))
}

// requireFixes fails unless there was a fix to compare with the golden file,
// which is not looked at otherwise.
func requireFixes(t *testing.T, results []*analysistest.Result) {
	t.Helper()
	fixes := 0
	for _, res := range results {
		for _, d := range res.Action.Diagnostics {
			fixes += len(d.SuggestedFixes)
		}
	}
	require.Positive(t, fixes)
}
