package driver_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

const sleepChain = `
-- a/a.go --
package a

import "time"

func Deep() { time.Sleep(1) }

func Middle() { Deep() }

func Top() { Middle() }
-- b/b.go --
package b

import "example.com/m/a"

func OnEvent() { a.Top() }
`

// TestFacts follows a fact from one package to another, with a warm cache, and
// after an edit of the one.
func TestFacts(t *testing.T) {
	t.Parallel()
	dir := module(t, sleepChain)
	const finding = "b/b.go:5 sleepy/handler Top → Middle → Deep → time.Sleep"

	for _, state := range []string{"cold", "warm"} {
		r, out := lint(t, dir, "./b")
		assert.Equal(t, []string{finding}, r.lines(), state)
		assert.Equal(t, 1, out.code)
		vet := run(t, dir, "go", "vet", "-vettool=toy", "./b")
		assert.Contains(t, vet.stderr, "b/b.go:5:18: Top → Middle → Deep → time.Sleep\n", state)
		assert.Equal(t, 1, vet.code)
	}

	write(t, dir, "a/a.go", "package a\n\nfunc Top() {}\n")
	r, out := lint(t, dir, "./b")
	assert.Empty(t, r.lines(), "a no longer sleeps")
	assert.Equal(t, 0, out.code)

	write(t, dir, "a/a.go", "package a\n\nimport \"time\"\n\nfunc Top() { time.Sleep(2) }\n")
	r, _ = lint(t, dir, "./b")
	assert.Equal(t, []string{"b/b.go:5 sleepy/handler Top → time.Sleep"}, r.lines())
	assert.Equal(t, 1, run(t, dir, "go", "vet", "-vettool=toy", "./b").code)

	// Without the rule that asks for the fact there is no finding; with a flag
	// for it alone there is, although the flag names no analyzer of facts.
	r, _ = lint(t, dir, "-sleepy=false", "./b")
	assert.Empty(t, r.lines())
	r, _ = lint(t, dir, "-sleepy", "./b")
	assert.Len(t, r.lines(), 1)
}

// TestDependencyThenRoot has a package analysed for its facts alone, and then
// for findings. cmd/go answers the second from its cache, with nothing, which
// is not what there is to be found.
func TestDependencyThenRoot(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a/a.go --
package a

func lose() {}

func F() { lose() }
-- b/b.go --
package b

import "example.com/m/a"

func G() { a.F() }
`)
	const finding = "a/a.go:5 lose/call call of lose"
	r, out := lint(t, dir, "./b")
	assert.Empty(t, r.lines())
	assert.Equal(t, 0, out.code)
	assert.Equal(t, 1, r.Summary.Packages)

	for range 2 {
		r, out = lint(t, dir, "./...")
		assert.Equal(t, []string{finding}, r.lines())
		assert.Equal(t, 1, out.code)
		assert.Empty(t, out.stderr)
		assert.Equal(t, 2, r.Summary.Packages)
	}

	// The reverse: what was found in a package is not reported when it is a
	// dependency.
	write(t, dir, "a/a.go", "package a\n\n\nfunc lose() {}\n\nfunc F() { lose() }\n")
	r, _ = lint(t, dir, "./...")
	assert.Len(t, r.lines(), 1)
	r, out = lint(t, dir, "./b")
	assert.Empty(t, r.lines())
	assert.Equal(t, 0, out.code)
}
