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
	for _, fixture := range []string{"latearrival", "unreleased", "unclosedconn", "queue", "crosspkg", "example", "rangefunc", "typeparams"} {
		t.Run(fixture, func(t *testing.T) {
			analysistest.Run(t, testdata, asyncleak.Analyzer, "asyncleak/"+fixture)
		})
	}
}
