package loopdeadlock_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/loopdeadlock"
	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/internal/testfile"
)

// One load for all: most of the time goes into the standard library.
func TestFixtures(t *testing.T) {
	fixtest.SetFlag(t, loopdeadlock.Analyzer, "self-send-buffered")
	analysistest.Run(t, fixtest.Testdata(t), loopdeadlock.Analyzer,
		"loopdeadlock/selfsend", "loopdeadlock/selfbuffered", "loopdeadlock/selfrequest", "loopdeadlock/selfstop",
		"loopdeadlock/crosspkg", "loopdeadlock/crosspkg/bus", "loopdeadlock/example", "loopdeadlock/rangefunc",
		"loopdeadlock/tests", "loopdeadlock/typeparams")
}

func TestTestsFlag(t *testing.T) {
	fixtest.SetFlag(t, loopdeadlock.Analyzer, testfile.Flag)
	analysistest.Run(t, fixtest.Testdata(t), loopdeadlock.Analyzer, "loopdeadlock/testsflag")
}

func TestSelfSendBufferedIsOptIn(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), loopdeadlock.Analyzer, "loopdeadlock/optin")
}

func TestEvidence(t *testing.T) {
	got := fixtest.Evidence(t, fixtest.Testdata(t), loopdeadlock.Analyzer, "loopdeadlock/evidence")
	assert.Equal(t, []string{
		"self-send at 27, 37: which leads here, 39: which leads here, 24: the loop, 18: the goroutine starts here, " +
			"26: a receive from s.in, on the goroutine of the loop, 13: s.in is made here",
		"self-stop at 31, 58: which leads here, 23: this comes at the end of the goroutine, 24: the loop, 18: the goroutine starts here",
		"self-request at 54, 45: which leads here, 49: the wait for the answer, 47: the answer, on the goroutine of the loop, " +
			"24: the loop, 53: the function is sent to the loop here, which calls it, 18: the goroutine starts here, " +
			"28: a receive from s.funcs, on the goroutine of the loop, 14: s.funcs is made here",
	}, got)
}
