package drivers

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/internal/proxytest"
)

// Published makes the go command find the checkout that the test is in as version
// v0.1.0 of the module, in a proxy of its own. All others are those in the
// module cache.
func Published(t *testing.T) {
	t.Helper()
	const path, version = "github.com/asynclint/asynclint", "v0.1.0"
	root, proxy := fixtest.Root(t), t.TempDir()
	files := make(map[string]string)
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == root {
			return err
		}
		if d.IsDir() {
			_, err := os.Stat(filepath.Join(name, "go.mod"))
			if err == nil || strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" {
				return filepath.SkipDir // another module, or of no use
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(rel)] = string(text)
		return nil
	})
	require.NoError(t, err)
	proxytest.Publish(t, proxy, path, version, files)

	shared := strings.TrimSpace(string(Run(t, root, "go", "env", "GOMODCACHE")))
	t.Setenv("GOPROXY", proxytest.URL(proxy)+","+proxytest.URL(filepath.Join(shared, "cache", "download")))
	t.Setenv("GOSUMDB", "off")
	t.Setenv("GOMODCACHE", t.TempDir())
	// So that the test can remove it, and so that what was built from another
	// place need not be built again.
	t.Setenv("GOFLAGS", "-modcacherw -trimpath")
}
