package loopblock_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/loopblock"
	"github.com/asynclint/asynclint/internal/fixtest"
)

// The categories about loops that a package writes itself, but for what their
// cases wait for; and all examples. One load for all.
func TestLoops(t *testing.T) {
	fixtest.SetFlag(t, loopblock.Analyzer, "holds-loop")
	fixtest.Run(t, fixtest.Testdata(t), loopblock.Analyzer,
		"loopblock/example", "loopblock/spinning", "loopblock/accept", "loopblock/spawner", "loopblock/holds")
}

// What holds a loop is reported to those who ask.
func TestHoldsLoopFlag(t *testing.T) {
	for _, res := range analysistest.Run(ignore{}, fixtest.Testdata(t), loopblock.Analyzer, "loopblock/holds") {
		require.NoError(t, res.Err)
		require.Empty(t, res.Action.Diagnostics)
	}
}

// ignore takes the place of a test where findings are not what comments want.
type ignore struct{}

func (ignore) Errorf(string, ...any) {}

func TestLoopEvidence(t *testing.T) {
	got := fixtest.Evidence(t, fixtest.Testdata(t), loopblock.Analyzer, "loopblock/spinning", "loopblock/accept", "loopblock/spawner")
	for _, want := range []string{
		"spinning-select at 44, 37: the loop, 52: it is closed here",
		"spinning-select at 99, 93: the loop, 97: the case",
		"serial-accept at 24, 20: the connection comes from here, 30: which leads to io.Copy",
		"spawner-blocks at 60, 60: the statement that waits, 56: which leads to get, 17: which leads to http.Get",
	} {
		require.Contains(t, got, want)
	}
}
