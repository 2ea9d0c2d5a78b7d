package driver_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func itoa(n int) string { return strconv.Itoa(n) }

const twoFindings = `
-- a/a.go --
package a

func lose() {}
func keep() {}

func F() {
	lose()
}
-- a/a_test.go --
package a

func inTest() { lose() }
-- a/x_test.go --
package a_test

func lose() {}
func keep() {}

func inXTest() { lose() }
-- b/b.go --
package b

func Shy() { optional() }

func optional() {}
`

func TestStandalone(t *testing.T) {
	t.Parallel()
	dir := module(t, twoFindings)

	all := []string{
		"a/a.go:7 lose/call call of lose",
		"a/a_test.go:3 lose/call call of lose",
		"a/x_test.go:6 lose/call call of lose",
	}
	tests := []struct {
		name string
		args []string
		want []string
		code int
	}{
		{"everything", nil, all, 1},
		{"again, from the cache", nil, all, 1},
		{"one package", []string{"./a"}, all, 1},
		{"a clean package", []string{"./b"}, []string{}, 0},
		{"flags after packages", []string{"./...", "-tests=false"}, all[:1], 1},
		{"no exit status", []string{"-set-exit-status=false"}, all, 0},
		{"only a rule", []string{"-only=lose"}, all, 1},
		{"only another rule", []string{"-only=sleepy"}, []string{}, 0},
		{"only a category of several rules", []string{"-only=call"}, all, 1},
		{"skip a rule", []string{"-skip=lose"}, []string{}, 0},
		{"skip a category", []string{"-skip=lose/call"}, []string{}, 0},
		{"a rule that is off by default", []string{"-only=shy"}, []string{"b/b.go:3 shy/name this is Shy"}, 1},
		{"a category that is off by default", []string{"-only=lose/extra"}, []string{"b/b.go:3 lose/extra call of optional"}, 1},
		{"the same by its flag", []string{"-lose.optional", "-skip=lose/call"}, []string{"b/b.go:3 lose/extra call of optional"}, 1},
		{"and below the least severity", []string{"-only=lose/extra", "-severity=warning"}, []string{}, 0},
		{"analyzer by its flag", []string{"-shy"}, []string{"b/b.go:3 shy/name this is Shy"}, 1},
		{"analyzer off by its flag", []string{"-lose=false"}, []string{}, 0},
		{"severity", []string{"-severity=error"}, all, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, out := lint(t, dir, test.args...)
			assert.Equal(t, test.want, r.lines())
			assert.Equal(t, test.code, out.code)
			assert.Empty(t, out.stderr)
		})
	}

	r, _ := lint(t, dir)
	assert.Equal(t, 2, r.Summary.Packages)
	f := r.Findings[0]
	assert.Equal(t, "example.com/m/a", f.Package)
	assert.Equal(t, "https://github.com/asynclint/asynclint/blob/main/docs/rules/lose.md#call", f.URL)
	assert.Equal(t, "error", f.Severity.String())
	assert.Equal(t, 6, f.Related[0].Pos.Line)
	assert.Equal(t, "keep()", f.Fixes[0].Edits[0].New)
	assert.NotEmpty(t, f.Fingerprint)
}

func TestText(t *testing.T) {
	t.Parallel()
	dir := module(t, twoFindings)

	out := run(t, dir, "toy", "./a")
	assert.Contains(t, out.stdout, "a/a.go:7:2: call of lose [lose/call]\n")
	assert.NotContains(t, out.stdout, "\x1b[", "colour without a terminal")
	assert.Empty(t, out.stderr, "progress without a terminal")
	assert.Equal(t, 1, out.code)

	assert.Contains(t, run(t, dir, "toy", "-color=always", "./a").stdout, "\x1b[")
	for when, want := range map[string]bool{"always": true, "auto": false} {
		run(t, dir, "toy", "-color="+when, "-o=report", "./a")
		content, err := os.ReadFile(filepath.Join(dir, "report"))
		require.NoError(t, err)
		assert.Equal(t, want, strings.Contains(string(content), "\x1b["), when)
	}
	assert.Contains(t, run(t, filepath.Join(dir, "a"), "toy", ".").stdout, "\na_test.go:3:17: ", "relative to the working directory")
	assert.Contains(t, run(t, dir, "toy", "-C=a", ".").stdout, "a/a.go:7:2: ", "-C does not change what names are relative to")

	for workspace, want := range map[string]string{"": "file=a.go,", "relative": "file=a.go,", dir: "file=a/a.go,", filepath.Join(dir, "b"): "file=a.go,"} {
		out := runEnv(t, filepath.Join(dir, "a"), []string{"GITHUB_WORKSPACE=" + workspace}, "toy", "-format=github", "-tests=false")
		assert.Contains(t, out.stdout, want, "relative to the repository %q", workspace)
	}

	out = runEnv(t, filepath.Join(dir, "a"), []string{"CI_PROJECT_DIR=" + dir}, "toy", "-format=gitlab", "-tests=false")
	assert.Contains(t, out.stdout, `"path": "a/a.go"`)

	out = run(t, dir, "toy", "./b")
	assert.Equal(t, outcome{}, out, "a clean run prints nothing")
}

func TestWithVet(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a/a.go --
package a

import "fmt"

func lose() {}

func F() { fmt.Printf("%d\n", "x"); lose() }

func wrap(format string, args ...any) { fmt.Printf(format, args...) }

func G() { wrap("%d\n", "x") }
`)
	r, out := lint(t, dir, "-with-vet")
	assert.Equal(t, []string{
		`a/a.go:7 printf fmt.Printf format %d has arg "x" of wrong type string`,
		"a/a.go:7 lose/call call of lose",
		`a/a.go:11 printf example.com/m/a.wrap format %d has arg "x" of wrong type string`,
	}, r.lines())
	assert.Equal(t, "warning", r.Findings[0].Severity.String())
	assert.Contains(t, r.Findings[0].URL, "/passes/printf")
	assert.Equal(t, 1, out.code)

	// The analyzers of go vet are chosen like rules, once they are there.
	r, _ = lint(t, dir, "-C=a", "-with-vet", "-only=printf")
	assert.Len(t, r.lines(), 2)
	r, _ = lint(t, dir, "-with-vet", "-skip=printf")
	assert.Len(t, r.lines(), 1)
	r, out = lint(t, dir, "-only=lose,printf")
	assert.Len(t, r.lines(), 1)
	assert.Equal(t, []string{`-only: unknown rule or category "printf" ("asynclint rules" lists them)`}, r.problems())
	assert.Equal(t, 2, out.code)

	// What both tools complain about is said once.
	write(t, dir, "b/b.go", "package b\n\nvar x = undefined\n")
	r, _ = lint(t, dir, "-with-vet")
	assert.Equal(t, []string{"example.com/m/b: does not compile: b/b.go:3:9: undefined: undefined"}, r.problems())
	assert.Len(t, r.lines(), 3)
}

func TestBaseline(t *testing.T) {
	t.Parallel()
	dir := module(t, twoFindings)
	base := filepath.Join(t.TempDir(), "baseline.json")

	out := run(t, dir, "toy", "-write-baseline="+base)
	assert.Equal(t, 0, out.code)
	assert.Contains(t, out.stderr, "asynclint: recorded 3 findings in ")

	write(t, dir, "a/a.go", "package a\n\n\n// Moved.\nfunc keep() {}\nfunc lose() {}\n\nfunc F() {\n\tlose()\n\tlose()\n}\n")
	r, res := lint(t, dir, "-baseline="+base)
	assert.Equal(t, []string{"a/a.go:10 lose/call call of lose"}, r.lines())
	assert.Equal(t, 3, r.Summary.Hidden)
	assert.Equal(t, 1, res.code)

	// A finding that is hidden is not fixed.
	out = run(t, dir, "toy", "-baseline="+base, "-diff")
	assert.Equal(t, 1, strings.Count(out.stdout, "\n+\tkeep()"), out.stdout)

	r, res = lint(t, filepath.Join(dir, "a"), "-baseline="+base, ".")
	assert.Len(t, r.lines(), 1, "from another directory")
	assert.Equal(t, 1, res.code)

	// A baseline that is written anew keeps what it has.
	out = run(t, dir, "toy", "-baseline="+base, "-write-baseline="+base)
	assert.Contains(t, out.stderr, "asynclint: recorded 4 findings in ")
	r, res = lint(t, dir, "-baseline="+base)
	assert.Empty(t, r.lines())
	assert.Equal(t, 4, r.Summary.Hidden)
	assert.Equal(t, 0, res.code)
}

func TestOutputFile(t *testing.T) {
	t.Parallel()
	dir := module(t, twoFindings)
	out := run(t, dir, "toy", "-format=sarif", "-o=out.sarif", "./a")
	assert.Empty(t, out.stdout)
	assert.Equal(t, 1, out.code)
	content, err := os.ReadFile(filepath.Join(dir, "out.sarif"))
	require.NoError(t, err)
	assert.Contains(t, string(content), `"2.1.0"`)
}

func TestProgress(t *testing.T) {
	t.Parallel()
	dir := module(t, "-- a/a.go --\npackage a\n\nfunc lose() {}\n\nfunc F() { lose() }\n")
	out := run(t, dir, "toy", "-progress=always")
	assert.True(t, out.stderr == "" || strings.HasSuffix(out.stderr, "\r\x1b[K"), "the line is erased: %q", out.stderr)
	assert.NotContains(t, out.stdout, "\r")
}

// TestDeterminism runs without and with parallelism, twice each, cold and warm.
func TestDeterminism(t *testing.T) {
	t.Parallel()
	var archive strings.Builder
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		archive.WriteString("-- " + name + "/" + name + ".go --\npackage " + name + "\n\nimport \"time\"\n\nfunc lose() {}\n\nfunc Wait() { time.Sleep(1) }\n\nfunc OnX() { lose(); Wait(); lose() }\n")
	}
	dir := module(t, archive.String())
	var want string
	for _, format := range []string{"text", "json", "sarif", "github", "html"} {
		for i, procs := range []string{"1", "8"} {
			write(t, dir, "touch/touch.go", "package touch\n\nconst Touched = `"+format+procs+"`\n")
			out := runEnv(t, dir, []string{"GOMAXPROCS=" + procs}, "toy", "-format="+format)
			assert.Equal(t, 1, out.code)
			assert.NotEmpty(t, out.stdout)
			if i == 0 {
				want = out.stdout
			} else {
				assert.Equal(t, want, out.stdout, format)
			}
		}
	}
}
