package lostcallbackerror_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostcallbackerror"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	require.NoError(t, err)
	return dir
}

func Test(t *testing.T) {
	fixtest.Run(t, testdata(t), lostcallbackerror.Analyzer,
		"lostcallbackerror/handler", "lostcallbackerror/handlergin", "lostcallbackerror/handlerecho", "lostcallbackerror/handlerfiber", "lostcallbackerror/handlerrouters",
		"lostcallbackerror/ignored", "lostcallbackerror/shadow", "lostcallbackerror/once",
		"lostcallbackerror/example", "lostcallbackerror/typeparams", "lostcallbackerror/rangefunc", "lostcallbackerror/crosspkg",
		"lostcallbackerror/notests")
}

// TestFlags turns on what is off by default.
func TestFlags(t *testing.T) {
	flags := &lostcallbackerror.Analyzer.Flags
	for _, name := range []string{"tests", "unread-param"} {
		require.NoError(t, flags.Set(name, "true"))
		defer func() { require.NoError(t, flags.Set(name, "false")) }()
	}
	analysistest.Run(t, testdata(t), lostcallbackerror.Analyzer, "lostcallbackerror/unread", "lostcallbackerror/tests")
}
