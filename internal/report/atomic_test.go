package report

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// names lists a directory, to see that nothing temporary is left.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWriteFile(t *testing.T) {
	r := &Report{Hidden: 1}
	const want = "no findings; 1 hidden by the baseline\n"
	read := func(path string) string {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		return string(data)
	}

	t.Run("new", func(t *testing.T) {
		dir := t.TempDir()
		require.NoError(t, WriteFile(filepath.Join(dir, "out.txt"), Text, r, Options{}))
		assert.Equal(t, want, read(filepath.Join(dir, "out.txt")))
		assert.Equal(t, []string{"out.txt"}, names(t, dir))
		info, err := os.Stat(filepath.Join(dir, "out.txt"))
		require.NoError(t, err)
		plain := filepath.Join(dir, "plain")
		require.NoError(t, os.WriteFile(plain, nil, 0o666))
		plainInfo, err := os.Stat(plain)
		require.NoError(t, err)
		assert.Equal(t, plainInfo.Mode(), info.Mode(), "the umask decides, as for any file")
	})
	t.Run("replaced", func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "out.txt")
		require.NoError(t, os.WriteFile(path, []byte("a much longer text than that of the report"), 0o600))
		require.NoError(t, WriteFile(path, Text, r, Options{}))
		assert.Equal(t, want, read(path))
		assert.Equal(t, []string{"out.txt"}, names(t, dir))
		info, err := os.Stat(path)
		require.NoError(t, err)
		assert.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	})
	t.Run("symbolic link", func(t *testing.T) {
		dir := t.TempDir()
		target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
		require.NoError(t, os.WriteFile(target, nil, 0o666))
		require.NoError(t, os.Symlink("target", link))
		require.NoError(t, WriteFile(link, Text, r, Options{}))
		assert.Equal(t, want, read(target))
		info, err := os.Lstat(link)
		require.NoError(t, err)
		assert.Equal(t, fs.ModeSymlink, info.Mode().Type())
	})
	t.Run("device", func(t *testing.T) {
		if runtime.GOOS == "windows" {
			t.Skip("no /dev/null")
		}
		require.NoError(t, WriteFile("/dev/null", Text, r, Options{}))
		info, err := os.Stat("/dev/null")
		require.NoError(t, err)
		assert.NotZero(t, info.Mode()&fs.ModeDevice)
	})
}

func TestWriteFileErrors(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	require.NoError(t, os.WriteFile(file, []byte("kept"), 0o666))
	for _, tt := range []struct {
		name, path string
		format     Format
		want       string
	}{
		{"directory", dir, Text, "cannot write " + dir + ": it is a directory"},
		{"no directory", filepath.Join(dir, "no", "out"), JSON, "cannot write " + filepath.Join(dir, "no", "out") + ": no such file or directory"},
		{"file for a directory", filepath.Join(file, "out"), HTML, "cannot write " + filepath.Join(file, "out") + ": not a directory"},
		{"format", file, "xml", `unknown format "xml": want text, json, sarif, github, gitlab or html`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.EqualError(t, WriteFile(tt.path, tt.format, &Report{Hidden: 1}, Options{}), tt.want)
			assert.Equal(t, []string{"file"}, names(t, dir))
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, "kept", string(data))
		})
	}
	// A baseline goes the same way.
	require.EqualError(t, new(Baseline).WriteFile(dir), "cannot write "+dir+": it is a directory")
}
