package driver_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const withBroken = `
-- good/good.go --
package good

func lose() {}

func F() { lose() }
-- types/types.go --
package types

func F() { undefined1(); undefined2() }
-- importer/importer.go --
package importer

import "example.com/m/types"

func lose() {}

func F() { types.F(); lose() }
-- syntax/syntax.go --
package syntax

func F() {
-- missing/missing.go --
package missing

import "example.com/nosuch"

var _ = nosuch.X
-- missingtest/missing.go --
package missingtest
-- missingtest/missing_test.go --
package missingtest

import "example.com/nosuch"

var _ = nosuch.X
-- fails/fails.go --
package fails

const FailHere = 1

func lose() {}

func F() { lose() }
-- panics/panics.go --
package panics

const PanicHere = 1
-- excluded/excluded.go --
//go:build never

package excluded
-- input/input.go --
package input

const BadInput = 1
-- cycle/a/a.go --
package a

import _ "example.com/m/cycle/b"
-- cycle/b/b.go --
package b

import _ "example.com/m/cycle/a"
`

// TestBadInput has for each kind of bad input one clear line, the analysis of
// the rest, and exit code 2.
func TestBadInput(t *testing.T) {
	t.Parallel()
	dir := module(t, withBroken)
	write(t, dir, "baseline.json", "{")
	const good = "good/good.go:5 lose/call call of lose"
	tests := []struct {
		name     string
		args     []string
		findings []string
		problems []string
	}{
		{"type errors", []string{"./good", "./types"}, []string{good}, []string{
			"example.com/m/types: does not compile: types/types.go:3:12: undefined: undefined1",
		}},
		{"type errors in a dependency", []string{"./good", "./importer"}, []string{good}, []string{
			"example.com/m/importer: not analysed, because of errors in what it depends on or in its tests",
			"example.com/m/types: does not compile: types/types.go:3:12: undefined: undefined1 (and 1 more)",
		}},
		{"syntax error", []string{"./good", "./syntax"}, []string{good}, []string{
			"example.com/m/syntax: does not compile: syntax/syntax.go:3:12: expected '}', found 'EOF'",
		}},
		{"import of nothing", []string{"./good", "./missing"}, []string{good}, []string{
			"example.com/m/missing: missing/missing.go:3:8: no required module provides package example.com/nosuch; to add it: go get example.com/nosuch",
		}},
		{"import of nothing in a test", []string{"./good", "./missingtest"}, []string{good}, []string{
			"example.com/m/missingtest: not analysed, because of errors in what it depends on or in its tests",
			"missingtest/missing_test.go:3:8: no required module provides package example.com/nosuch; to add it: go get example.com/nosuch",
		}},
		{"no such directory", []string{"./good", "./nosuch"}, []string{good}, []string{
			"./nosuch: stat " + filepath.Join(dir, "nosuch") + ": directory not found",
		}},
		{"no such package", []string{"./good", "example.com/nosuch"}, []string{good}, []string{
			"example.com/nosuch: no required module provides package example.com/nosuch; to add it: go get example.com/nosuch",
		}},
		{"a pattern that matches nothing", []string{"./good", "./excluded/..."}, []string{good}, []string{
			`"./excluded/..." matched no packages`,
		}},
		{"only a pattern that matches nothing", []string{"./excluded/..."}, []string{}, []string{
			`"./excluded/..." matched no packages`,
		}},
		{"a package without files", []string{"./good", "./excluded"}, []string{good}, []string{
			"example.com/m/excluded: build constraints exclude all Go files in " + filepath.Join(dir, "excluded"),
		}},
		{"an import cycle", []string{"./good", "./cycle/a"}, []string{good}, []string{
			"example.com/m/cycle/a: import cycle not allowed: example.com/m/cycle/a → example.com/m/cycle/b → example.com/m/cycle/a",
		}},
		{"a directory that is named as a package", []string{"./good", "good"}, []string{good}, []string{
			"good: package good is not in std (" + filepath.Join(goroot(t), "src/good") + "): did you mean ./good?",
		}},
		{"a command that is misspelt", []string{"explian", "nothing"}, []string{}, []string{
			"explian: package explian is not in std (" + filepath.Join(goroot(t), "src/explian") + `): did you mean "asynclint explain"?`,
			"nothing: package nothing is not in std (" + filepath.Join(goroot(t), "src/nothing") + ")",
		}},
		{"a file", []string{"good/good.go"}, []string{good}, []string{}},
		{"a file with type errors", []string{"types/types.go"}, []string{}, []string{
			"command-line-arguments: does not compile: types/types.go:3:12: undefined: undefined1",
		}},
		{"a file that imports a package with type errors", []string{"importer/importer.go"}, []string{}, []string{
			"command-line-arguments: not analysed, because of errors in what it depends on or in its tests",
			"example.com/m/types: does not compile: types/types.go:3:12: undefined: undefined1 (and 1 more)",
		}},
		{"no such file", []string{"nosuch.go"}, []string{}, []string{
			"nosuch.go: no such file",
		}},
		{"an analyzer that fails", []string{"./good", "./fails"}, []string{"fails/fails.go:7 lose/call call of lose", good}, []string{
			"example.com/m/fails: broken failed: it failed",
		}},
		{"an analyzer that fails, but was not chosen", []string{"-only=lose", "./good", "./fails"}, []string{"fails/fails.go:7 lose/call call of lose", good}, []string{}},
		{"an analyzer that panics", []string{"./good", "./panics"}, []string{good}, []string{
			"example.com/m/panics: the analysis crashed: panic: it panicked (please report this at https://github.com/asynclint/asynclint/issues)",
		}},
		{"a finding that is bad input", []string{"./input"}, []string{"input/input.go:3 broken/input bad input"}, []string{}},
		{"an unknown rule", []string{"-only=lose,loose", "./good"}, []string{good}, []string{
			`-only: unknown rule or category "loose": did you mean lose?`,
		}},
		{"only unknown rules", []string{"-only=nothing-like-it", "./good"}, []string{}, []string{
			`-only: unknown rule or category "nothing-like-it" ("asynclint rules" lists them)`,
		}},
		{"an unknown category", []string{"-skip=lose/cal", "./good"}, []string{good}, []string{
			`-skip: unknown rule or category "lose/cal": did you mean lose/call?`,
		}},
		{"a malformed baseline", []string{"-baseline=baseline.json", "./good"}, []string{good}, []string{
			"-baseline: malformed baseline baseline.json: ",
		}},
		{"a missing baseline", []string{"-baseline=nosuch.json", "./good"}, []string{good}, []string{
			"-baseline: cannot read baseline nosuch.json: ",
		}},
		{"unwritable output", []string{"-o=nosuch/out", "./good"}, []string{good}, []string{
			"-o: cannot write nosuch/out: ",
		}},
		{"unwritable baseline", []string{"-write-baseline=nosuch/out", "./good"}, []string{good}, []string{
			"-write-baseline: cannot write nosuch/out: ",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, out := lint(t, dir, test.args...)
			assert.Equal(t, test.findings, r.lines())
			want, got := test.problems, r.problems()
			require.Len(t, got, len(want), "%q", got)
			for i := range want {
				if strings.HasSuffix(want[i], " ") { // what follows is the system's
					assert.Contains(t, got[i], strings.TrimSpace(want[i]))
				} else {
					assert.Equal(t, want[i], got[i])
				}
			}
			if len(test.problems) > 0 || test.name == "a finding that is bad input" {
				assert.Equal(t, 2, out.code)
			}
			lines := strings.Split(strings.TrimSuffix(out.stderr, "\n"), "\n")
			for i := range got {
				assert.Equal(t, "asynclint: "+got[i], lines[i])
			}
			if len(got) == 0 {
				assert.Empty(t, out.stderr)
			}

			// The same without the cache's help, and no reprieve by asking for it.
			again := run(t, dir, append([]string{"toy", "-set-exit-status=false"}, test.args...)...)
			if out.code == 2 {
				assert.Equal(t, 2, again.code)
			}
		})
	}
}

// TestBaselineKept has runs whose findings are not those of the code: they don't
// replace a baseline.
func TestBaselineKept(t *testing.T) {
	t.Parallel()
	dir := module(t, withBroken)
	write(t, dir, "baseline.json", "kept")
	for _, test := range []struct{ arg, pkg, want string }{
		{"-only=loose", "./good", "it would lack what -only and -skip were meant to name"},
		{"-skip=lose/cal", "./good", "it would lack what -only and -skip were meant to name"},
		{"-tests", "./types", "nothing was analysed"},
	} {
		r, out := lint(t, dir, "-write-baseline=baseline.json", test.arg, test.pkg)
		assert.Contains(t, r.problems(), "-write-baseline: baseline.json is not written: "+test.want)
		assert.Equal(t, 2, out.code)
		content, err := os.ReadFile(filepath.Join(dir, "baseline.json"))
		require.NoError(t, err)
		assert.Equal(t, "kept", string(content))
	}

	_, out := lint(t, dir, "-write-baseline=baseline.json", "./good", "./types")
	assert.Contains(t, out.stderr, "asynclint: recorded 1 finding in baseline.json\n", "what could be analysed")
	assert.Equal(t, 2, out.code)
}

// TestUsageErrors are those after which nothing is run.
func TestUsageErrors(t *testing.T) {
	t.Parallel()
	dir := module(t, withBroken)
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"-nosuch"}, `unknown flag -nosuch (run "asynclint -h" for help)`},
		{[]string{"-formt=json"}, `unknown flag -formt: did you mean -format? (run "asynclint -h" for help)`},
		{[]string{"-v"}, `unknown flag -v (run "asynclint -h" for help)`},
		{[]string{"--version"}, `unknown flag -version: did you mean "asynclint version"? (run "asynclint -h" for help)`},
		{[]string{"-sarif"}, `unknown flag -sarif: did you mean -format=sarif? (run "asynclint -h" for help)`},
		{[]string{"-format=yaml"}, `invalid value "yaml" for flag -format: unknown format "yaml": want text, json, sarif, github, gitlab or html (run "asynclint -h" for help)`},
		{[]string{"-severity=high"}, `invalid value "high" for flag -severity: unknown severity "high": want info, warning or error (run "asynclint -h" for help)`},
		{[]string{"-color=red"}, `invalid value "red" for flag -color: want auto, always or never (run "asynclint -h" for help)`},
		{[]string{"-lose=maybe"}, `invalid boolean value "maybe" for -lose: want true or false (run "asynclint -h" for help)`},
		{[]string{"-fix=maybe"}, `invalid boolean value "maybe" for -fix: want true or false (run "asynclint -h" for help)`},
		{[]string{"-only=,"}, `-only names no rule or category: leave it out to report them all (run "asynclint -h" for help)`},
		{[]string{"-directives"}, `unknown flag -directives (run "asynclint -h" for help)`},
		{[]string{"-o"}, `flag needs an argument: -o (run "asynclint -h" for help)`},
		{[]string{"-diff", "-format=json"}, `-diff prints a diff: it can't be used with -format=json (run "asynclint -h" for help)`},
		{[]string{"explain"}, `explain takes the name of one rule: "asynclint rules" lists them`},
		{[]string{"explain", "loose"}, `unknown rule or category "loose": did you mean lose?`},
		{[]string{"explain", "lose/nosuch"}, `unknown rule or category "lose/nosuch" ("asynclint rules" lists them)`},
		{[]string{"rules", "-jsn"}, `rules: unknown flag -jsn: did you mean -json?`},
		{[]string{"-C=nosuch"}, `go: chdir nosuch: no such file or directory`},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			out := run(t, dir, append([]string{"toy"}, test.args...)...)
			assert.Equal(t, outcome{"", "asynclint: " + test.want + "\n", 2}, out)
		})
	}
}

func TestOutsideModule(t *testing.T) {
	t.Parallel()
	r, out := lint(t, t.TempDir())
	assert.Equal(t, 2, out.code)
	require.Len(t, r.Problems, 1)
	assert.Equal(t, "./...: there is no go.mod file in the directory or above it: run this in a module, or with -C", r.problems()[0])

	r, out = lint(t, t.TempDir(), "-tests=false", "errors", "unsafe")
	assert.Equal(t, 0, out.code, out.stderr)
	assert.Equal(t, 1, r.Summary.Packages)
}

// TestRefused has what keeps go vet from looking at anything: one line, about
// the cause, and nothing about the packages.
func TestRefused(t *testing.T) {
	t.Parallel()
	dir := module(t, withBroken)
	for _, test := range []struct{ env, want string }{
		{"GOOS=nosuch", "unsupported GOOS/GOARCH pair nosuch/"},
		{"GOCACHE=off", "build cache is disabled by GOCACHE=off"},
	} {
		out := runEnv(t, dir, []string{test.env}, "toy", "./good")
		assert.Equal(t, "no findings; 1 problem\n", out.stdout)
		assert.True(t, strings.HasPrefix(out.stderr, "asynclint: "+test.want), out.stderr)
		assert.Equal(t, 1, strings.Count(out.stderr, "\n"), out.stderr)
		assert.Equal(t, 2, out.code)
	}

	write(t, dir, "nested/go.mod", "module example.com/nested\n\nno such directive\n")
	_, out := lint(t, filepath.Join(dir, "nested"))
	assert.Equal(t, "asynclint: errors parsing go.mod: go.mod:3: unknown directive: no\n", out.stderr)
	assert.Equal(t, 2, out.code)
}

// TestOtherGo has another program in the place of the go command.
func TestOtherGo(t *testing.T) {
	t.Parallel()
	bin := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(bin, "go"), []byte("#!/bin/sh\necho hello\n"), 0o777))
	if out, err := exec.Command(filepath.Join(bin, "go")).Output(); err != nil || string(out) != "hello\n" {
		t.Skip("scripts can't be run here")
	}
	env := []string{"PATH=" + bin}
	out := runEnv(t, t.TempDir(), env, "toy")
	assert.Equal(t, outcome{"", "asynclint: the go command in PATH printed what can't be understood for go env -json: invalid character 'h' looking for beginning of value\n", 2}, out)

	require.NoError(t, os.WriteFile(filepath.Join(bin, "go"), []byte("#!/bin/sh\necho go: downloading go1.99 >&2\necho go: no such luck >&2\nexit 1\n"), 0o777))
	out = runEnv(t, t.TempDir(), env, "toy")
	assert.Equal(t, outcome{"", "asynclint: go: no such luck\n", 2}, out)
}

func TestNoGoCommand(t *testing.T) {
	t.Parallel()
	out := runEnv(t, t.TempDir(), []string{"PATH="}, "toy")
	assert.Equal(t, outcome{"", "asynclint: the go command was not found: asynclint runs go vet, and needs Go installed and in PATH\n", 2}, out)
}

// TestNewerGo has a tool that says it was built long ago.
func TestNewerGo(t *testing.T) {
	t.Parallel()
	dir := module(t, withBroken)
	old := []string{toyTool + "_GO=go1.20.1"}
	line := "asynclint was built with go1.20.1, but " + goVersion(t) + " is analysing: rebuild it with that Go (go install github.com/asynclint/asynclint/cmd/asynclint@latest, or use \"go tool asynclint\")"

	out := runEnv(t, dir, old, "toy", "./good")
	assert.Equal(t, outcome{"", line + "\n", 2}, out)

	write(t, dir, "good/salt.go", "package good\n\nimport \"strings\"\n\nvar _ = strings.TrimSpace\n")
	out = runEnv(t, dir, old, "go", "vet", "-vettool=toy", "./good")
	assert.Equal(t, "# example.com/m/good\n"+line+"\n", out.stderr)
	assert.Equal(t, 1, out.code)
}

func TestReadOnlyOutputDirectory(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root can write anywhere")
	}
	dir := module(t, withBroken)
	require.NoError(t, os.Mkdir(filepath.Join(dir, "ro"), 0o555))
	_, out := lint(t, dir, "-o=ro/out", "./good")
	assert.Equal(t, 2, out.code)
}

func goroot(t *testing.T) string {
	t.Helper()
	return strings.TrimSpace(run(t, t.TempDir(), "go", "env", "GOROOT").stdout)
}
