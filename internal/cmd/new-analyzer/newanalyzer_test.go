package main

import (
	"bytes"
	"go/format"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestScaffoldWorks makes a rule in a copy of the module and runs its tests
// and the registry's there.
func TestScaffoldWorks(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a copy of the module")
	}
	root := copyModule(t)
	t.Chdir(filepath.Join(root, "analyzers"))
	var out bytes.Buffer
	require.NoError(t, run([]string{"-family", "resources", "toyrule", "report calls of hazard"}, &out, io.Discard))
	for _, name := range []string{"analyzers/toyrule/toyrule.go", registryFile, "docs/rules/toyrule.md"} {
		assert.Contains(t, out.String(), name+"\n")
		assert.FileExists(t, filepath.Join(root, name))
	}

	for name := range files {
		name = filepath.Join(root, filepath.FromSlash(strings.ReplaceAll(name, "NAME", "toyrule")))
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		formatted, err := format.Source(content)
		require.NoError(t, err)
		assert.Equal(t, string(formatted), string(content), "%s is not formatted", name)
	}
	page, err := os.ReadFile(filepath.Join(root, "docs", "rules", "toyrule.md"))
	require.NoError(t, err)
	assert.Contains(t, string(page), "Report calls of hazard.")
	assert.Contains(t, string(page), "resources that leak")

	goTest := exec.Command("go", "test", "-v", ".", "./toyrule")
	goTest.Dir = filepath.Join(root, "analyzers")
	result, err := goTest.CombinedOutput()
	require.NoError(t, err, "%s", result)
	assert.Contains(t, string(result), "--- PASS: TestAnalyzer/a")
	assert.Contains(t, string(result), "--- PASS: TestNearMissesOutnumberBugs/toyrule")

	require.ErrorContains(t, run([]string{"toyrule", "report it again"}, io.Discard, io.Discard), "there is a folder analyzers/toyrule")
}

// copyModule copies what a rule needs of this module.
func copyModule(t *testing.T) string {
	t.Helper()
	from, err := moduleRoot()
	require.NoError(t, err)
	to := t.TempDir()
	for _, dir := range []string{"analyzers", "cmd", "docs", "internal", "passes", "testdata"} {
		require.NoError(t, os.CopyFS(filepath.Join(to, dir), os.DirFS(filepath.Join(from, dir))))
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join(from, name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(to, name), content, 0o666))
	}
	return to
}

func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		want string
	}{
		{"no arguments", nil, "want a name and a summary, have 0 arguments"},
		{"no summary", []string{"toyrule"}, "have 1 arguments"},
		{"too many", []string{"toyrule", "report", "it"}, "have 3 arguments"},
		{"unknown flag", []string{"-x", "toyrule", "report"}, "bad flags"},
		{"family", []string{"-family=weather", "toyrule", "report"}, `no family "weather": want one of cancellation, causality,`},
		{"upper case", []string{"toyRule", "report"}, "lower-case letters only"},
		{"digit", []string{"toy2", "report"}, "lower-case letters only"},
		{"path", []string{"../toy", "report"}, "lower-case letters only"},
		{"keyword", []string{"select", "report"}, "keyword"},
		{"predeclared", []string{"append", "report"}, "predeclared"},
		{"vet", []string{"lostcancel", "report"}, `go vet has an analyzer named "lostcancel"`},
		{"fix", []string{"minmax", "report"}, `go fix has an analyzer named "minmax"`},
		{"rule", []string{"baddirective", "report"}, `there is an analyzer named "baddirective"`},
		{"pass", []string{"directives", "report"}, `there is an analyzer named "directives"`},
		{"summary's case", []string{"toyrule", "Report"}, "begins in lower case"},
		{"summary's period", []string{"toyrule", "report."}, "no period"},
		{"empty summary", []string{"toyrule", " "}, "begins in lower case"},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.ErrorContains(t, run(test.args, io.Discard, io.Discard), test.want)
		})
	}
	assert.NoDirExists(t, "../../../analyzers/toyrule")
}

func TestOutsideTheModule(t *testing.T) {
	t.Chdir(t.TempDir())
	assert.ErrorContains(t, run([]string{"toyrule", "report"}, io.Discard, io.Discard), "asynclint's own source tree")
}

func TestRegister(t *testing.T) {
	const head = `package analyzers

import (
	"slices"

	"github.com/asynclint/asynclint/analyzers/baddirective"
	"github.com/asynclint/asynclint/internal/rule"
)

// hazards are the rules about code.
`
	const wantHead = `package analyzers

import (
	"slices"

	"github.com/asynclint/asynclint/analyzers/baddirective"
	"github.com/asynclint/asynclint/analyzers/toyrule"
	"github.com/asynclint/asynclint/internal/rule"
)

// hazards are the rules about code.
`
	for _, test := range []struct{ name, list, want string }{
		{"empty", "var hazards = []*rule.Rule{}\n", "var hazards = []*rule.Rule{\n\t&toyrule.Rule,\n}\n"},
		{"one line", "var hazards = []*rule.Rule{&a.Rule, &b.Rule}\n", "var hazards = []*rule.Rule{&a.Rule, &b.Rule,\n\t&toyrule.Rule,\n}\n"},
		{"lines", "var hazards = []*rule.Rule{\n\t&a.Rule, // first\n}\n", "var hazards = []*rule.Rule{\n\t&a.Rule, // first\n\t&toyrule.Rule,\n}\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := register([]byte(head+test.list), "toyrule")
			require.NoError(t, err)
			assert.Equal(t, wantHead+test.want, string(got))
		})
	}
	_, err := register([]byte("package analyzers\n\nimport \"slices\"\n"), "toyrule")
	assert.ErrorContains(t, err, "no list")
}
