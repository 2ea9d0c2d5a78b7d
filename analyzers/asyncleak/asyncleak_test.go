package asyncleak_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/asyncleak"
)

func TestAnalyzer(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	analysistest.Run(t, testdata, asyncleak.Analyzer,
		"asyncleak/latearrival", "asyncleak/unreleased", "asyncleak/unclosedconn", "asyncleak/queue",
		"asyncleak/crosspkg", "asyncleak/example", "asyncleak/rangefunc", "asyncleak/typeparams")
}
