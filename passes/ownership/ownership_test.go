package ownership_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/facttest"
	"github.com/asynclint/asynclint/passes/ownership"
)

func testdata(t *testing.T) string {
	dir, err := filepath.Abs("../../testdata")
	require.NoError(t, err)
	return dir
}

func TestFacts(t *testing.T) {
	results := analysistest.Run(t, testdata(t), ownership.Analyzer, "ownership/effects", "ownership/wrap")
	facttest.Budget(t, results, 48)
}
