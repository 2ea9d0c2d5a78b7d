package lostrelease_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostrelease"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	require.NoError(t, err)
	return dir
}

func Test(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), lostrelease.Analyzer,
		"lostrelease/done", "lostrelease/unlock", "lostrelease/slot", "lostrelease/signal", "lostrelease/count",
		"lostrelease/typeparams", "lostrelease/rangefunc", "lostrelease/crosspkg", "lostrelease/crosspkg/callee",
		"lostrelease/example", "lostrelease/notests")
}

func TestTestFiles(t *testing.T) {
	flags := &lostrelease.Analyzer.Flags
	require.NoError(t, flags.Set("tests", "true"))
	defer func() { require.NoError(t, flags.Set("tests", "false")) }()
	analysistest.Run(t, testdata(t), lostrelease.Analyzer, "lostrelease/tests")
}
