package loopblock_test

import (
	"testing"

	"github.com/asynclint/asynclint/analyzers/loopblock"
	"github.com/asynclint/asynclint/internal/fixtest"
)

// The categories about loops that go on when they should not, or serve one at a
// time. One load for all.
func TestLoops(t *testing.T) {
	fixtest.Run(t, testdata(t), loopblock.Analyzer, "loopblock/spinning", "loopblock/accept")
}
