package lostgoerror_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostgoerror"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	require.NoError(t, err)
	return dir
}

func Test(t *testing.T) {
	analysistest.Run(t, testdata(t), lostgoerror.Analyzer,
		"lostgoerror/a", "lostgoerror/early", "lostgoerror/nilinstead", "lostgoerror/unread",
		"lostgoerror/typeparams", "lostgoerror/rangefunc", "lostgoerror/crosspkg", "lostgoerror/notests", "lostgoerror/notests/testserver")
}

func TestTestFiles(t *testing.T) {
	flags := &lostgoerror.Analyzer.Flags
	require.NoError(t, flags.Set("tests", "true"))
	defer func() { require.NoError(t, flags.Set("tests", "false")) }()
	analysistest.Run(t, testdata(t), lostgoerror.Analyzer, "lostgoerror/tests")
}
