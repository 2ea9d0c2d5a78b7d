package changes_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/changes"
)

// repository makes a git repository with one commit.
func repository(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir = t.TempDir()
	git(t, dir, "init", "-q")
	write(t, dir, files)
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", "first")
	return dir
}

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
	}
}

func TestSince(t *testing.T) {
	dir := repository(t, map[string]string{
		"a.go":         "1\n2\n3\n4\n5\n",
		"sub/b.go":     "1\n2\n",
		"same.go":      "1\n",
		"moved.go":     "many\nlines\nthat\nstay\nas\nthey\nare\n",
		"deleted.go":   "1\n",
		".gitignore":   "ignored.go\n",
		"odd \"ü\".go": "1\n",
		"tail.go":      "1\n2",
	})
	require.NoError(t, os.Remove(filepath.Join(dir, "deleted.go")))
	git(t, dir, "mv", "moved.go", "new.go")
	write(t, dir, map[string]string{
		"a.go":         "1\nx\n3\n5\n+++ b/same.go\n@@ -1 +1 @@\n7\n",
		"sub/b.go":     "0\n1\n2\n",
		"unknown.go":   "1\n2\n",
		"ignored.go":   "1\n",
		"odd \"ü\".go": "2\n",
		"tail.go":      "1\n3",
	})
	git(t, dir, "add", "sub")

	s, err := changes.Since(t.Context(), filepath.Join(dir, "sub"), "HEAD")
	require.NoError(t, err)
	tests := []struct {
		file        string
		first, last int
		want        bool
	}{
		{"a.go", 1, 1, false},
		{"a.go", 2, 2, true},
		{"a.go", 1, 3, true},
		{"a.go", 3, 4, false}, // around what was deleted
		{"a.go", 5, 5, true},
		{"a.go", 7, 7, true},
		{"sub/b.go", 1, 1, true},
		{"sub/b.go", 2, 3, false},
		{"same.go", 1, 1, false},
		{"new.go", 1, 7, false},
		{"unknown.go", 2, 2, true},
		{"ignored.go", 1, 1, false},
		{"odd \"ü\".go", 1, 1, true},
		{"tail.go", 1, 1, false},
		{"tail.go", 2, 2, true},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, s.Has(filepath.Join(dir, filepath.FromSlash(tt.file)), tt.first, tt.last), "%s:%d-%d", tt.file, tt.first, tt.last)
	}
	assert.True(t, (*changes.Set)(nil).Has("any.go", 1, 1))
}

func TestMistakes(t *testing.T) {
	dir := repository(t, map[string]string{"a.go": "1\n"})
	_, err := changes.Since(t.Context(), dir, "nope")
	assert.EqualError(t, err, `git knows no revision "nope"`)
	_, err = changes.Since(t.Context(), dir, "--output=x")
	assert.EqualError(t, err, `git knows no revision "--output=x"`)
	_, err = changes.Since(t.Context(), t.TempDir(), "HEAD")
	assert.ErrorContains(t, err, "not a git repository")
}
