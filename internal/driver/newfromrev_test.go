package driver_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNewFromRev(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir := module(t, twoFindings)
	git := func(args ...string) {
		t.Helper()
		out := run(t, dir, append([]string{"git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"}, args...)...)
		require.Zero(t, out.code, out.stderr)
	}
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "first")

	r, out := lint(t, dir, "-new-from-rev=HEAD")
	assert.Empty(t, r.lines())
	assert.Zero(t, out.code)

	write(t, dir, "a/a.go", "package a\n\nfunc lose() {}\nfunc keep() {}\n\nfunc F() {\n\tlose()\n}\n\nfunc G() {\n\tlose()\n}\n")
	write(t, dir, "c/c.go", "package c\n\nfunc lose() {}\nfunc keep() {}\n\nfunc F() {\n\tlose()\n}\n")
	want := []string{"a/a.go:11 lose/call call of lose", "c/c.go:7 lose/call call of lose"}
	r, out = lint(t, dir, "-new-from-rev", "HEAD")
	assert.Equal(t, want, r.lines())
	assert.Equal(t, 1, out.code)

	// A fix is applied to what is reported, and to nothing else.
	out = run(t, dir, "toy", "-diff", "-new-from-rev=HEAD")
	assert.Contains(t, out.stdout, "c/c.go")
	assert.Equal(t, 2, countLines(out.stdout, "+\tkeep()"), out.stdout)

	r, out = lint(t, dir, "-new-from-rev=nope")
	assert.Equal(t, []string{`-new-from-rev: git knows no revision "nope"`}, r.problems())
	assert.Len(t, r.Findings, 5, "all of them, rather than none")
	assert.Equal(t, 2, out.code)
}

func countLines(text, line string) int {
	n := 0
	for l := range strings.Lines(text) {
		if strings.TrimRight(l, "\n") == line {
			n++
		}
	}
	return n
}
