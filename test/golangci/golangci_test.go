// Package golangci builds golangci-lint with the plugin, and shows that it finds
// what the command finds. It is a module of its own, since golangci-lint is no
// dependency of asynclint's.
package golangci

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/drivers"
)

// bin has the commands that TestMain builds.
var bin struct{ dir, golangci string }

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "golangci-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	bin.dir, bin.golangci = dir, filepath.Join(dir, "golangci-lint.exe")
	build := exec.Command("go", "build", "-o", bin.golangci, "./golangci-lint")
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	if err := build.Run(); err != nil {
		return 1
	}
	return m.Run()
}

// config is what a user writes, with all that would hide findings turned off,
// and settings for the plugin.
const config = `version: "2"
linters:
  default: none
  enable: [asynclint]
  settings:
    custom:
      asynclint:
        type: module
        description: finds what asynchronous code loses
        original-url: github.com/asynclint/asynclint
        settings: SETTINGS
issues:
  max-issues-per-linter: 0
  max-same-issues: 0
  uniq-by-line: false
`

// A result is what golangci-lint has said.
type result struct {
	findings []drivers.Finding
	messages []string
	stderr   string
	code     int
}

// golangci runs golangci-lint on the module in dir with settings for the plugin,
// and a cache that is empty but for earlier runs of the same test.
func golangci(t *testing.T, dir, settings string, args ...string) result {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".golangci.yml"), []byte(strings.Replace(config, "SETTINGS", settings, 1)), 0o666))
	out := filepath.Join(t.TempDir(), "out.json")
	cmd := exec.CommandContext(t.Context(), bin.golangci, append([]string{"run", "--output.json.path=" + out}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+filepath.Join(dir, ".cache"), "GL_DEBUG=goanalysis/issues/cache", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	r := result{stderr: stderr.String()}
	if exit != nil {
		r.code = exit.ExitCode()
	}
	text, err := os.ReadFile(out)
	if errors.Is(err, os.ErrNotExist) {
		return r
	}
	require.NoError(t, err)
	var doc struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename string
				Line     int
			}
		}
	}
	require.NoError(t, json.Unmarshal(text, &doc), "%s", text)
	for _, i := range doc.Issues {
		require.Equal(t, "asynclint", i.FromLinter, i.Text)
		m := issue.FindStringSubmatch(i.Text)
		require.NotNil(t, m, i.Text)
		r.messages = append(r.messages, m[2])
		r.findings = append(r.findings, drivers.Finding{File: filepath.ToSlash(i.Pos.Filename), Line: i.Pos.Line, Rule: m[1], Category: m[3]})
	}
	r.findings = drivers.Sort(r.findings)
	return r
}

// issue matches the text of an issue: golangci-lint adds the rule to it.
var issue = regexp.MustCompile(`^([a-z]+): (.+) \[([a-z-]+)\]$`)

func TestFindingsAreTheCommands(t *testing.T) {
	tool, dir := drivers.Tool(t), drivers.Module(t)
	want := drivers.Command(t, tool, dir)
	require.NotEmpty(t, want)
	got := golangci(t, dir, "{}")
	assert.Equal(t, want, got.findings)
	assert.Equal(t, 1, got.code)

	t.Run("settings", func(t *testing.T) {
		want := drivers.Command(t, tool, dir, "-lostgoerror.tests", "-skip=lostfuture,loopblock/callback-blocks", "-loopdeadlock.self-send-buffered")
		got := golangci(t, dir, `{disable: [lostfuture, loopblock/callback-blocks], enable: [loopdeadlock/self-send-buffered], options: {lostgoerror: {tests: true}}}`)
		assert.Equal(t, want, got.findings)
	})
}

func TestFixesAreTheCommands(t *testing.T) {
	tool, ours, theirs := drivers.Tool(t), drivers.Module(t), drivers.Module(t)
	drivers.Command(t, tool, ours) // the findings, before
	fix := exec.CommandContext(t.Context(), tool, "-fix", "./...")
	fix.Dir = ours
	out, err := fix.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		require.NoError(t, err, "%s", out)
	}
	golangci(t, theirs, "{}", "--fix")
	want, got := drivers.Files(t, ours), drivers.Files(t, theirs)
	for name := range want {
		assert.Equal(t, want[name], got[name], name)
	}
	assert.Equal(t, len(want), len(got))
}

func TestUnknownSettings(t *testing.T) {
	dir := drivers.Module(t)
	for settings, want := range map[string]string{
		`{enabel: [lostgoerror]}`:                      `unknown field "enabel"`,
		`{enable: [lostgoeror]}`:                       `unknown rule or category "lostgoeror": did you mean lostgoerror?`,
		`{options: {lostgoerror: {tset: true}}}`:       `unknown option "tset": it has tests`,
		`{api: {blocks: ["not a symbol"]}}`:            `api: blocks:`,
		`{options: {loopblock: {select-more: maybe}}}`: `options: loopblock: select-more:`,
	} {
		got := golangci(t, dir, settings)
		assert.Contains(t, got.stderr, want)
		assert.NotZero(t, got.code)
		assert.Empty(t, got.findings)
	}
}

func TestAPI(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"go.mod":     "module example.com/m\n\ngo 1.25.0\n",
		"bus/bus.go": "package bus\n\n// On runs f on the bus.\nfunc On(f func(string)) { handlers = append(handlers, f) }\n\nvar handlers []func(string)\n\n// Query asks.\nfunc Query(string) {}\n",
		"m.go":       "package m\n\nimport \"example.com/m/bus\"\n\nfunc Listen() {\n\tbus.On(func(s string) { bus.Query(s) })\n}\n",
	}
	for name, text := range files {
		name = filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
	}
	assert.Empty(t, golangci(t, dir, "{}").findings)
	got := golangci(t, dir, `{api: {blocks: [example.com/m/bus.Query], eventloop: ["example.com/m/bus.On#0"]}}`)
	assert.Equal(t, []drivers.Finding{{File: "m.go", Line: 6, Rule: "loopblock", Category: "callback-blocks"}}, got.findings)
}

func TestNolint(t *testing.T) {
	dir := t.TempDir()
	const text = "package m\n\nimport \"net/http\"\n\nfunc Serve() {\n\tgo http.ListenAndServe(\":80\", nil)NOLINT\n}\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/m\n\ngo 1.25.0\n"), 0o666))
	for nolint, want := range map[string]int{"": 1, " //nolint:asynclint // it is for debugging": 0} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "m.go"), []byte(strings.Replace(text, "NOLINT", nolint, 1)), 0o666))
		got := golangci(t, dir, "{}")
		assert.Len(t, got.findings, want, nolint)
		for _, m := range got.messages {
			assert.NotContains(t, m, "\n")
		}
	}
}

// TestSecondRun: what golangci-lint has cached, it does not analyse again.
func TestSecondRun(t *testing.T) {
	dir := drivers.Module(t)
	analysed := regexp.MustCompile(`from cache in \S+, analyzing (\d+)/(\d+) packages`)
	first := golangci(t, dir, "{}")
	second := golangci(t, dir, "{}")
	assert.Equal(t, first.findings, second.findings)
	before, after := analysed.FindStringSubmatch(first.stderr), analysed.FindStringSubmatch(second.stderr)
	require.NotNil(t, before, first.stderr)
	require.NotNil(t, after, second.stderr)
	assert.Equal(t, before[2], before[1])
	assert.Equal(t, "0", after[1])
}
