package main

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestInit holds what the packages of this module do when the tool starts, which
// the go command has it do for each package that a program is made of: they allocate
// little. A regular expression that is compiled then, or a table that is decoded, shows.
func TestInit(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)

	trace := regexp.MustCompile(`(?m)^init (github\.com/asynclint/asynclint/\S+) .* (\d+) bytes, (\d+) allocs$`)
	found := trace.FindAllSubmatch(out, -1)
	require.NotEmpty(t, found, "%s", out)
	for _, m := range found {
		bytes, err := strconv.Atoi(string(m[2]))
		require.NoError(t, err)
		allocs, err := strconv.Atoi(string(m[3]))
		require.NoError(t, err)
		assert.LessOrEqual(t, bytes, 32<<10, "bytes that %s allocates", m[1])
		assert.LessOrEqual(t, allocs, 100, "allocations of %s", m[1])
	}
}
