// Package proxytest makes module proxies of folders, so that tests need no
// network and can serve what no proxy has.
package proxytest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// Publish adds a version of the module with the path, which must be in lower
// case, to the proxy in the folder, which need not exist. The files are by name,
// with slashes; go.mod must be among them.
func Publish(t *testing.T, folder, path, version string, files map[string]string) {
	t.Helper()
	require.Contains(t, files, "go.mod")
	var archive bytes.Buffer
	zw := zip.NewWriter(&archive)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := zw.Create(path + "@" + version + "/" + name)
		require.NoError(t, err)
		_, err = w.Write([]byte(files[name]))
		require.NoError(t, err)
	}
	require.NoError(t, zw.Close())
	info, err := json.Marshal(struct{ Version string }{version})
	require.NoError(t, err)

	dir := filepath.Join(folder, filepath.FromSlash(path), "@v")
	require.NoError(t, os.MkdirAll(dir, 0o777))
	for ext, data := range map[string][]byte{".info": info, ".mod": []byte(files["go.mod"]), ".zip": archive.Bytes()} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, version+ext), data, 0o666))
	}
	list, err := os.OpenFile(filepath.Join(dir, "list"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	require.NoError(t, err)
	_, err = list.WriteString(version + "\n")
	require.NoError(t, err)
	require.NoError(t, list.Close())
}

// URL is what GOPROXY has for the proxy in the folder.
func URL(folder string) string { return "file://" + filepath.ToSlash(folder) }
