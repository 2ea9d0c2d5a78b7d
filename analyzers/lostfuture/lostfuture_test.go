package lostfuture_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostfuture"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func Test(t *testing.T) {
	optIn(t)
	fixtest.Run(t, fixtest.Testdata(t), lostfuture.Analyzer,
		"lostfuture/answer", "lostfuture/group", "lostfuture/pipeline", "lostfuture/process", "lostfuture/program", "lostfuture/token", "lostfuture/wait",
		"lostfuture/waitfix", "lostfuture/typeparams", "lostfuture/rangefunc", "lostfuture/crosspkg", "lostfuture/crosspkg/callee",
		"lostfuture/notests", "lostfuture/lasterror", "lostfuture/missingreply", "lostfuture/unreadchannel", "lostfuture/example")
}

func TestTestFiles(t *testing.T) {
	flags := &lostfuture.Analyzer.Flags
	require.NoError(t, flags.Set("tests", "true"))
	defer func() { require.NoError(t, flags.Set("tests", "false")) }()
	analysistest.Run(t, fixtest.Testdata(t), lostfuture.Analyzer, "lostfuture/tests")
}

// TestEvidence checks where findings say that they come from.
func TestEvidence(t *testing.T) {
	got := fixtest.Evidence(t, fixtest.Testdata(t), lostfuture.Analyzer, "lostfuture/evidence")
	assert.Equal(t, []string{
		"unread-token at 15, 16: this does not tell whether it failed",
		"unchecked-wait at 22, 21: the task starts here, 21: it returns here an error of which nobody else hears",
		"never-waited at 35, 34: g is declared here, and none of its uses waits, 35: the task starts here, 35: it returns here an error of which nobody else hears",
		"unwaited-process at 40, 39: the command is made here, and nothing calls its Wait",
	}, got)
}
