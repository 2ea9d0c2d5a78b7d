package lostgoerror_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostgoerror"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func Test(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), lostgoerror.Analyzer,
		"lostgoerror/a", "lostgoerror/early", "lostgoerror/groups", "lostgoerror/nilinstead", "lostgoerror/unread",
		"lostgoerror/typeparams", "lostgoerror/rangefunc", "lostgoerror/crosspkg", "lostgoerror/notests", "lostgoerror/notests/testserver",
		"lostgoerror/notests/servertest", "lostgoerror/notests/latest")
}

func TestTestFiles(t *testing.T) {
	flags := &lostgoerror.Analyzer.Flags
	require.NoError(t, flags.Set("tests", "true"))
	defer func() { require.NoError(t, flags.Set("tests", "false")) }()
	analysistest.Run(t, fixtest.Testdata(t), lostgoerror.Analyzer, "lostgoerror/tests")
}

// TestEvidence checks where findings say that they come from.
func TestEvidence(t *testing.T) {
	got := fixtest.Evidence(t, fixtest.Testdata(t), lostgoerror.Analyzer, "lostgoerror/evidence")
	assert.Equal(t, []string{
		"go-result at 20, 34: this error is returned to nobody",
		"go-result at 21",
		"nil-instead at 24, 23: the task starts here, 25: the task ends here",
		"early-return at 45, 22: the task starts here, 46: the task ends here",
		"unread-assign at 59, 58: the task starts here, 54: err is declared here",
	}, got)
}
