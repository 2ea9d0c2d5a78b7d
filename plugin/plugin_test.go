package plugin_test

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/apimodel"
	_ "github.com/asynclint/asynclint/plugin"
)

// settings is what a YAML parser makes of a configuration.
type settings = map[string]any

// build returns the plugin's analyzers by name. Flags have their defaults again
// when the test ends.
func build(t *testing.T, conf any) map[string]*analysis.Analyzer {
	t.Helper()
	restoreFlags(t)
	list, err := analyzersOf(t, conf)
	require.NoError(t, err)
	byName := make(map[string]*analysis.Analyzer)
	for _, a := range list {
		byName[a.Name] = a
	}
	return byName
}

func analyzersOf(t *testing.T, conf any) ([]*analysis.Analyzer, error) {
	t.Helper()
	construct, err := register.GetPlugin("asynclint")
	require.NoError(t, err)
	p, err := construct(conf)
	if err != nil {
		return nil, err
	}
	assert.Equal(t, register.LoadModeTypesInfo, p.GetLoadMode())
	return p.BuildAnalyzers()
}

func restoreFlags(t *testing.T) {
	all := []*analysis.Analyzer{apimodel.Analyzer}
	for _, r := range analyzers.All() {
		all = append(all, r.Analyzer)
	}
	t.Cleanup(func() {
		for _, a := range all {
			a.Flags.VisitAll(func(f *flag.Flag) { assert.NoError(t, f.Value.Set(f.DefValue)) })
		}
	})
}

func names(list map[string]*analysis.Analyzer) []string {
	var names []string
	for name := range list {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func TestDefault(t *testing.T) {
	var want []string
	for _, r := range analyzers.Default() {
		want = append(want, r.Name())
	}
	slices.Sort(want)
	assert.Equal(t, want, names(build(t, nil)))
	assert.Equal(t, want, names(build(t, settings{})))
}

func TestEnableAndDisable(t *testing.T) {
	got := build(t, settings{"enable": []any{"loopblock/holds-loop"}, "disable": []any{"lostgoerror", "lostfuture/unread-token"}})
	assert.NotContains(t, got, "lostgoerror")
	assert.Contains(t, got, "lostfuture")
	assert.Equal(t, "true", got["loopblock"].Flags.Lookup("holds-loop").Value.String())
}

func TestOptions(t *testing.T) {
	got := build(t, settings{
		"options": settings{
			"lostgoerror":    settings{"tests": true},
			"unboundedqueue": settings{"huge-buffer-size": float64(5000)},
		},
		"api": settings{"blocks": []any{"(*example.com/store.DB).Get", "example.com/rpc.Call"}, "inferred": true},
	})
	assert.Equal(t, "true", got["lostgoerror"].Flags.Lookup("tests").Value.String())
	for _, r := range analyzers.All() {
		if r.Name() == "unboundedqueue" {
			assert.Equal(t, "5000", r.Analyzer.Flags.Lookup("huge-buffer-size").Value.String())
		}
	}
	assert.Equal(t, "(example.com/store.DB).Get,example.com/rpc.Call", apimodel.Analyzer.Flags.Lookup("blocks").Value.String())
	assert.Equal(t, "true", apimodel.Analyzer.Flags.Lookup("inferred").Value.String())
}

func TestMistakes(t *testing.T) {
	restoreFlags(t)
	tests := []struct {
		name string
		conf settings
		want string
	}{
		{"unknown key", settings{"enabled": []any{"lostgoerror"}}, `json: unknown field "enabled"`},
		{"unknown rule", settings{"enable": []any{"lostgoeror"}}, `enable: unknown rule or category "lostgoeror": did you mean lostgoerror?`},
		{"unknown category", settings{"disable": []any{"lostgoerror/go-reslt"}}, `disable: unknown rule or category "lostgoerror/go-reslt": did you mean lostgoerror/go-result?`},
		{"options of an unknown rule", settings{"options": settings{"xyzzy": settings{}}}, `options: unknown rule or category "xyzzy" ("asynclint rules" lists them)`},
		{"unknown option", settings{"options": settings{"lostgoerror": settings{"test": true}}}, `options: lostgoerror: unknown option "test": did you mean tests?`},
		{"option of a rule with none", settings{"options": settings{"baddirective": settings{"x": true}}}, `options: baddirective: unknown option "x": it has none`},
		{"wrong value", settings{"options": settings{"lostgoerror": settings{"tests": "maybe"}}}, `options: lostgoerror: tests: parse error`},
		{"wrong type", settings{"options": settings{"lostgoerror": settings{"tests": settings{}}}}, `options: lostgoerror: tests: want true, false, a number, a word or a list of words, not map[]`},
		{"wrong symbol", settings{"api": settings{"blocks": []any{"nodot"}}}, `api: blocks: `},
		{"unknown key of the API", settings{"api": settings{"block": []any{}}}, `json: unknown field "block"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := analyzersOf(t, tt.conf)
			require.Error(t, err)
			assert.Contains(t, err.Error(), tt.want)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

// TestDiagnostics: golangci-lint would make an issue of each piece of evidence,
// and show no category.
func TestDiagnostics(t *testing.T) {
	const fixture = "loopblock/crosspkg"
	a := build(t, nil)["loopblock"]
	require.NotNil(t, a)
	count := 0
	for _, result := range analysistest.Run(t, fixtest.Testdata(t), a, fixture) {
		for _, d := range result.Diagnostics {
			count++
			assert.Empty(t, d.Related)
			assert.True(t, strings.HasSuffix(d.Message, " ["+d.Category+"]"), d.Message)
			assert.NotContains(t, d.Message, "\n")
			assert.LessOrEqual(t, len(d.SuggestedFixes), 1)
		}
	}
	assert.Positive(t, count)
}

func TestDisabledCategory(t *testing.T) {
	a := build(t, settings{"disable": []any{"loopblock/callback-blocks"}})["loopblock"]
	for _, result := range analysistest.Run(ignoring{}, fixtest.Testdata(t), a, "loopblock/crosspkg") {
		for _, d := range result.Diagnostics {
			assert.NotEqual(t, "callback-blocks", d.Category)
		}
	}
}

// ignoring is a test that expects nothing.
type ignoring struct{}

func (ignoring) Errorf(string, ...any) {}
