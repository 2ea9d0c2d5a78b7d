// Package golangci builds golangci-lint with the plugin, and shows that it finds
// what the command finds. It is a module of its own, since golangci-lint is no
// dependency of asynclint's.
package golangci

import (
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

// golangci runs golangci-lint on the module in dir with settings for the plugin.
func golangci(t *testing.T, dir, settings string, args ...string) drivers.Golangci {
	t.Helper()
	return drivers.RunGolangci(t, bin.golangci, dir, settings, args...)
}

func TestFindingsAreTheCommands(t *testing.T) {
	tool, dir := drivers.Tool(t), drivers.Module(t)
	want := drivers.Command(t, tool, dir)
	require.NotEmpty(t, want)
	got := golangci(t, dir, "{}")
	assert.Equal(t, want, got.Findings)
	assert.Equal(t, 1, got.Code)

	t.Run("settings", func(t *testing.T) {
		want := drivers.Command(t, tool, dir, "-lostgoerror.tests", "-skip=lostfuture,loopblock/callback-blocks", "-loopdeadlock.self-send-buffered")
		got := golangci(t, dir, `{disable: [lostfuture, loopblock/callback-blocks], enable: [loopdeadlock/self-send-buffered], options: {lostgoerror: {tests: true}}}`)
		assert.Equal(t, want, got.Findings)
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
		assert.Contains(t, got.Stderr, want)
		assert.NotZero(t, got.Code)
		assert.Empty(t, got.Findings)
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
	assert.Empty(t, golangci(t, dir, "{}").Findings)
	got := golangci(t, dir, `{api: {blocks: [example.com/m/bus.Query], eventloop: ["example.com/m/bus.On#0"]}}`)
	assert.Equal(t, []drivers.Finding{{File: "m.go", Line: 6, Rule: "loopblock", Category: "callback-blocks"}}, got.Findings)
}

func TestNolint(t *testing.T) {
	dir := t.TempDir()
	const text = "package m\n\nimport \"net/http\"\n\nfunc Serve() {\n\tgo http.ListenAndServe(\":80\", nil)NOLINT\n}\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/m\n\ngo 1.25.0\n"), 0o666))
	for nolint, want := range map[string]int{"": 1, " //nolint:asynclint // it is for debugging": 0} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "m.go"), []byte(strings.Replace(text, "NOLINT", nolint, 1)), 0o666))
		got := golangci(t, dir, "{}")
		assert.Len(t, got.Findings, want, nolint)
		for _, m := range got.Messages {
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
	assert.Equal(t, first.Findings, second.Findings)
	before, after := analysed.FindStringSubmatch(first.Stderr), analysed.FindStringSubmatch(second.Stderr)
	require.NotNil(t, before, first.Stderr)
	require.NotNil(t, after, second.Stderr)
	assert.Equal(t, before[2], before[1])
	assert.Equal(t, "0", after[1])
}
