package mayblock_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/facttest"
	"github.com/asynclint/asynclint/passes/mayblock"
)

func TestFacts(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	require.NoError(t, err)
	results := analysistest.Run(t, dir, mayblock.Analyzer, "mayblock/kinds", "mayblock/channels", "mayblock/chains", "mayblock/groups", "mayblock/iface", "mayblock/program")
	facttest.Budget(t, results, 48)
}
