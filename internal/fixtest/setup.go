package fixtest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
)

// Testdata returns the root of all fixtures: the folder of that name in the
// module's own.
func Testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(".")
	require.NoError(t, err)
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "testdata")
		}
		up := filepath.Dir(dir)
		require.NotEqual(t, up, dir, "not in a module")
		dir = up
	}
}

// SetFlag turns on a boolean flag of a for the rest of the test.
func SetFlag(t *testing.T, a *analysis.Analyzer, name string) {
	t.Helper()
	require.NoError(t, a.Flags.Set(name, "true"))
	t.Cleanup(func() { assert.NoError(t, a.Flags.Set(name, "false")) })
}
