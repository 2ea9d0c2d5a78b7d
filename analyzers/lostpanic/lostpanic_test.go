package lostpanic_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/analyzers/lostpanic"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func TestAnalyzer(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	fixtest.Run(t, testdata, lostpanic.Analyzer,
		"lostpanic/elsewhere", "lostpanic/handler", "lostpanic/swallowed", "lostpanic/swallowedfix", "lostpanic/useless", "lostpanic/uselessfix",
		"lostpanic/crosspkg", "lostpanic/crosspkg/callee", "lostpanic/example", "lostpanic/rangefunc", "lostpanic/typeparams")
}
