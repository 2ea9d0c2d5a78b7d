package loopdeadlock_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/loopdeadlock"
	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/internal/testfile"
)

// One load for all: most of the time goes into the standard library.
func TestFixtures(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), loopdeadlock.Analyzer,
		"loopdeadlock/selfsend", "loopdeadlock/selfbuffered", "loopdeadlock/selfrequest", "loopdeadlock/selfstop",
		"loopdeadlock/crosspkg", "loopdeadlock/crosspkg/bus", "loopdeadlock/example", "loopdeadlock/rangefunc",
		"loopdeadlock/tests", "loopdeadlock/typeparams")
}

func TestTestsFlag(t *testing.T) {
	fixtest.SetFlag(t, loopdeadlock.Analyzer, testfile.Flag)
	analysistest.Run(t, fixtest.Testdata(t), loopdeadlock.Analyzer, "loopdeadlock/testsflag")
}
