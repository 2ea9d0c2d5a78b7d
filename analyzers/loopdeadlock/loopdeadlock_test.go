package loopdeadlock_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/loopdeadlock"
)

func TestAnalyzer(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	for _, fixture := range []string{"a", "crosspkg", "crosspkg/callee", "example", "rangefunc", "typeparams"} {
		t.Run(fixture, func(t *testing.T) {
			// With fixes, and golden files: RunWithSuggestedFixes.
			analysistest.Run(t, testdata, loopdeadlock.Analyzer, "loopdeadlock/"+fixture)
		})
	}
}
