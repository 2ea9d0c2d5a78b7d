package driver

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestBuildID compares with what the go command says of this very program, or
// of one that was linked without an ID.
func TestBuildID(t *testing.T) {
	exe, err := os.Executable()
	require.NoError(t, err)
	out, err := exec.Command("go", "tool", "buildid", exe).Output()
	require.NoError(t, err)
	want := strings.TrimSpace(string(out))
	require.Contains(t, want, "/", "a test binary has a build ID")
	assert.Equal(t, want, buildID())
}

func TestBuildIDOf(t *testing.T) {
	for _, test := range []struct{ name, head, want string }{
		{"elf", "\x7fELF....\x05\x00\x00\x00\x04\x00\x00\x00Go\x00\x00a/b/czzz", "a/b/c"},
		{"elsewhere", "MZ...\xff Go build ID: \"a/b/c\"\n \xff...", "a/b/c"},
		{"no hash", "MZ...\xff Go build ID: \"abc\"\n \xff...", ""},
		{"empty hash", "MZ...\xff Go build ID: \"a/\"\n \xff...", ""},
		{"cut off", "\x7fELF....\xff\x00\x00\x00\x04\x00\x00\x00Go\x00\x00a/b/c", ""},
		{"unterminated", "MZ...\xff Go build ID: \"a/b/c", ""},
		{"none", "\x7fELF", ""},
		{"empty", "", ""},
	} {
		assert.Equal(t, test.want, buildIDOf([]byte(test.head)), test.name)
	}
}
