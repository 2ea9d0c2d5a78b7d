package fixtest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
)

// Root returns the folder of the module that the test is in.
func Root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(".")
	require.NoError(t, err)
	for {
		if _, err := os.Stat(filepath.Join(dir, "testdata", "src")); err == nil {
			return dir // and not a module below it
		}
		up := filepath.Dir(dir)
		require.NotEqual(t, up, dir, "not in the module")
		dir = up
	}
}

// Testdata returns the root of all fixtures.
func Testdata(t *testing.T) string {
	t.Helper()
	return filepath.Join(Root(t), "testdata")
}

// SetFlag turns on a boolean flag of a for the rest of the test.
func SetFlag(t *testing.T, a *analysis.Analyzer, name string) {
	t.Helper()
	require.NoError(t, a.Flags.Set(name, "true"))
	t.Cleanup(func() { assert.NoError(t, a.Flags.Set(name, "false")) })
}
