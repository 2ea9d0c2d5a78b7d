package lostrelease_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostrelease"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func Test(t *testing.T) {
	slotsToo(t)
	fixtest.Run(t, fixtest.Testdata(t), lostrelease.Analyzer,
		"lostrelease/done", "lostrelease/unlock", "lostrelease/slot", "lostrelease/signal", "lostrelease/count",
		"lostrelease/typeparams", "lostrelease/rangefunc", "lostrelease/crosspkg", "lostrelease/crosspkg/callee",
		"lostrelease/example", "lostrelease/notests", "lostrelease/fixes")
}

func TestTestFiles(t *testing.T) {
	slotsToo(t)
	flags := &lostrelease.Analyzer.Flags
	require.NoError(t, flags.Set("tests", "true"))
	defer func() { require.NoError(t, flags.Set("tests", "false")) }()
	analysistest.Run(t, fixtest.Testdata(t), lostrelease.Analyzer, "lostrelease/tests")
}

// TestEvidence checks where findings say that they come from.
func TestEvidence(t *testing.T) {
	slotsToo(t)
	got := fixtest.Evidence(t, fixtest.Testdata(t), lostrelease.Analyzer, "lostrelease/example")
	slices.Sort(got) // by file: positions depend on which was parsed first
	assert.Equal(t, []string{
		"count-mismatch at 7, 8: a task that calls Done once, 12: a task that calls Done once",
		"skipped-done at 15, 12: the task starts here, 11: it is counted here, 17: other paths call Done here",
		"skipped-signal at 10, 7: the task starts here, 14: this receive waits for done, 12: other paths close it here",
		"skipped-slot at 9, 13: other paths give it back from here",
		"skipped-unlock at 16, 20: other paths release it here, 14: q.mu is locked here",
	}, got)
}

// slotsToo turns on what is off by default, for the time of a test.
func slotsToo(t *testing.T) {
	fixtest.SetFlag(t, lostrelease.Analyzer, "skipped-slot")
}
