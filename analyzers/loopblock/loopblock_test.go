package loopblock_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/loopblock"
	"github.com/asynclint/asynclint/internal/fixtest"
)

// One load for all: most of the time goes into the standard library.
func TestFixtures(t *testing.T) {
	fixtest.Run(t, fixtest.Testdata(t), loopblock.Analyzer,
		"loopblock/gnet", "loopblock/bubbletea", "loopblock/paho", "loopblock/pahounordered", "loopblock/informers",
		"loopblock/memberlist", "loopblock/directive", "loopblock/crosspkg", "loopblock/typeparams", "loopblock/rangefunc",
		"loopblock/stop", "loopblock/requests", "loopblock/tests",
		"loopblock/discord", "loopblock/discordparallel", "loopblock/selects", "loopblock/selectfix", "loopblock/selectold")
}

// Where one fix moves two waits to a goroutine, both findings go.
func TestFinalizers(t *testing.T) {
	requireFixes(t, analysistest.RunWithSuggestedFixes(t, fixtest.Testdata(t), loopblock.Analyzer, "loopblock/finalizers"))
}

func TestTestsFlag(t *testing.T) {
	fixtest.SetFlag(t, loopblock.Analyzer, "tests")
	analysistest.Run(t, fixtest.Testdata(t), loopblock.Analyzer, "loopblock/testsflag")
}

// The standard library's syscall/js exists for one platform alone.
func TestJS(t *testing.T) {
	t.Setenv("GOOS", "js")
	t.Setenv("GOARCH", "wasm")
	requireFixes(t, analysistest.RunWithSuggestedFixes(t, fixtest.Testdata(t), loopblock.Analyzer, "loopblock/js"))
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

func TestSelectMore(t *testing.T) {
	fixtest.SetFlag(t, loopblock.Analyzer, "select-more")
	got := fixtest.Evidence(t, fixtest.Testdata(t), loopblock.Analyzer, "loopblock/selectmore")
	require.Contains(t, got, "select-blocks at 17, 31: which leads to time.Sleep, 25: reload waits meanwhile, 26: t.C waits meanwhile, 34: the loop is started here")
}
