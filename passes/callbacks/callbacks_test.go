package callbacks_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/facttest"
	"github.com/asynclint/asynclint/passes/callbacks"
)

func TestFacts(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	require.NoError(t, err)
	results := analysistest.Run(t, dir, callbacks.Analyzer, "callbacks/effects", "callbacks/wrap")
	facttest.Budget(t, results, 48)
}
