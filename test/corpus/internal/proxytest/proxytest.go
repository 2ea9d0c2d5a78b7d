// Package proxytest serves modules from a folder, as a module proxy, so that
// tests need no network.
package proxytest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/corpus/module"
)

// New publishes a module with the given files, by name, and returns its pin,
// whose environment leads the go command to it and to nothing else. The path
// must be in lower case. The sum is the true one.
func New(t *testing.T, path string, files map[string]string) module.Module {
	t.Helper()
	const version = "v1.0.0"
	proxy := t.TempDir()
	dir := filepath.Join(proxy, filepath.FromSlash(path), "@v")
	require.NoError(t, os.MkdirAll(dir, 0o777))

	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := zw.Create(path + "@" + version + "/" + name)
		require.NoError(t, err)
		_, err = w.Write([]byte(files[name]))
		require.NoError(t, err)
	}
	require.NoError(t, zw.Close())
	for ext, data := range map[string][]byte{
		".info": []byte(`{"Version": "` + version + `"}`),
		".mod":  []byte(files["go.mod"]),
		".zip":  buf.Bytes(),
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, version+ext), data, 0o666))
	}

	m := module.Module{
		Name: "example", Path: path, Version: version,
		Env: []string{
			"GOPROXY=file://" + filepath.ToSlash(proxy),
			"GOSUMDB=off",
			"GOMODCACHE=" + t.TempDir(),
			"GOFLAGS=-modcacherw", // so that the test can remove it
		},
	}
	cmd := exec.Command("go", "mod", "download", "-json", m.String())
	cmd.Dir, cmd.Env = proxy, m.Environ()
	out, err := cmd.Output()
	require.NoError(t, err, "%s", out)
	var result struct{ Sum string }
	require.NoError(t, json.Unmarshal(out, &result))
	m.Sum = result.Sum
	return m
}
