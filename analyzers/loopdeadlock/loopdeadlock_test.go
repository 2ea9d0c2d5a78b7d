package loopdeadlock_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/loopdeadlock"
	"github.com/asynclint/asynclint/internal/fixtest"
)

// One load for all: most of the time goes into the standard library.
func TestFixtures(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), loopdeadlock.Analyzer,
		"loopdeadlock/selfsend", "loopdeadlock/selfbuffered", "loopdeadlock/selfrequest", "loopdeadlock/selfstop")
}
