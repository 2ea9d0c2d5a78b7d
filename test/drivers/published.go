package drivers

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/fixtest"
)

// Published makes the go command find the checkout that the test is in as version
// v0.1.0 of the module, in a proxy of its own. All others are those in the
// module cache.
func Published(t *testing.T) {
	t.Helper()
	const path, version = "github.com/asynclint/asynclint", "v0.1.0"
	root, proxy := fixtest.Root(t), t.TempDir()
	at := filepath.Join(proxy, filepath.FromSlash(path), "@v")
	require.NoError(t, os.MkdirAll(at, 0o777))
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
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
		w, err := zw.Create(path + "@" + version + "/" + filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		_, err = w.Write(text)
		return err
	})
	require.NoError(t, err)
	require.NoError(t, zw.Close())
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	for ext, data := range map[string][]byte{".info": []byte(`{"Version": "` + version + `"}`), ".mod": mod, ".zip": buf.Bytes()} {
		require.NoError(t, os.WriteFile(filepath.Join(at, version+ext), data, 0o666))
	}
	require.NoError(t, os.WriteFile(filepath.Join(at, "list"), []byte(version+"\n"), 0o666))

	shared := strings.TrimSpace(string(Run(t, root, "go", "env", "GOMODCACHE")))
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(proxy)+",file://"+filepath.ToSlash(filepath.Join(shared, "cache", "download")))
	t.Setenv("GOSUMDB", "off")
	t.Setenv("GOMODCACHE", t.TempDir())
	// So that the test can remove it, and so that what was built from another
	// place need not be built again.
	t.Setenv("GOFLAGS", "-modcacherw -trimpath")
}
