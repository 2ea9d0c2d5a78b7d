package driver_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The build itself is tested in internal/gopls, and with the real gopls in
// test/gopls.
func TestGoplsFlags(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for args, want := range map[string]string{
		"-vesion=v0.23.0": "gopls: unknown flag -vesion: did you mean -version?",
		"./...":           "gopls takes no arguments, only -version and -o: unexpected \"./...\"",
		"-o=x":            "run it there, or in a module that uses it as a tool",
	} {
		out := run(t, dir, "toy", "gopls", args)
		assert.Contains(t, out.stderr, want)
		assert.Equal(t, 2, out.code)
		assert.Empty(t, out.stdout)
	}
}
