package fixtest

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
)

// Testdata returns the root of all fixtures, for the test of an analyzer or a
// pass: a package two folders below the module's.
func Testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	return dir
}

// SetFlag turns on a boolean flag of a for the rest of the test.
func SetFlag(t *testing.T, a *analysis.Analyzer, name string) {
	t.Helper()
	require.NoError(t, a.Flags.Set(name, "true"))
	t.Cleanup(func() { assert.NoError(t, a.Flags.Set(name, "false")) })
}
