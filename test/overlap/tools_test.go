package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/corpus/module"
)

// TestTools runs the other tools, as the command does, on a module whose comments
// say what each reports where.
func TestTools(t *testing.T) {
	const source = `package a

import (
	"fmt"
	"os"
	"strings"
)

func f() error {
	os.Chdir("/") // errcheck errcheck
	if err := os.Chdir("/"); err != nil {
		return nil // nilerr nilerr
	}
	strings.TrimSpace("a") // staticcheck SA4017
	fmt.Printf("%d\n", "a") // go vet printf, staticcheck SA5009
	return nil
}

func bad_name() {} // staticcheck silent: ST1003 is off by default

var _ = []any{f, bad_name}
`
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/a\n\ngo 1.25\n", "a.go": source, "a_test.go": strings.ReplaceAll(source, "f()", "g()")} {
		text = strings.ReplaceAll(text, "bad_name", "bad_name_"+strings.TrimSuffix(name, ".go"))
		if name == "a_test.go" {
			text = strings.ReplaceAll(text, "{f,", "{g,")
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	var want []report
	expectation := regexp.MustCompile(`(errcheck|nilerr|staticcheck|go vet) (\w+)(?:, (staticcheck) (\w+))?$`)
	for i, line := range strings.Split(source, "\n") {
		m := expectation.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		want = append(want, report{"a.go", i + 1, m[1], m[2]})
		if m[3] != "" {
			want = append(want, report{"a.go", i + 1, m[3], m[4]})
		}
	}
	require.Len(t, want, 5)

	others := filepath.Join(t.TempDir(), "others.exe")
	_, err := output(command(t.Context(), module.Module{}, ".", "go", "build", "-o", others, "./others"))
	require.NoError(t, err)
	tool := &tools{others: others}
	found, err := tool.runOthers(t.Context(), module.Module{}, dir)
	require.NoError(t, err)
	vetted, err := tool.runVet(t.Context(), module.Module{}, dir)
	require.NoError(t, err)
	assert.ElementsMatch(t, want, dedup(slices.Concat(found, vetted)))
}

func TestParseVet(t *testing.T) {
	dir, err := filepath.Abs("m")
	require.NoError(t, err)
	at := filepath.ToSlash(dir)
	toolOf := func(string) string { return vet }

	found, err := parseVet([]byte(`# m
{}
# m/b
{
	"m/b": {
		"printf": [
			{"posn": "`+at+`/b/b.go:7:2", "message": "m"},
			{"posn": "b/b.go:8:2", "message": "m"}
		]
	}
}
`), dir, toolOf)
	require.NoError(t, err)
	assert.Equal(t, []report{{"b/b.go", 7, vet, "printf"}, {"b/b.go", 8, vet, "printf"}}, found)

	for _, tt := range []struct{ name, data, want string }{
		{"a failure", `{"m": {"printf": {"error": "out of luck"}}}`, "out of luck"},
		{"a position", `{"m": {"printf": [{"posn": "b.go"}]}}`, `position "b.go"`},
		{"not JSON", "vet: no packages\n", "go vet -json"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parseVet([]byte(tt.data), dir, toolOf)
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestParseAsynclint(t *testing.T) {
	found, err := parseAsynclint([]byte(`{"findings": [{"rule": "r", "category": "c", "pos": {"file": "a.go", "line": 3}}]}`), "/m")
	require.NoError(t, err)
	assert.Equal(t, []report{{"a.go", 3, asynclint, "r/c"}}, found)
	_, err = parseAsynclint([]byte(`{"problems": [{"where": "m/a", "message": "does not compile"}]}`), "/m")
	assert.ErrorContains(t, err, "does not compile")
}

func TestDedup(t *testing.T) {
	a := report{"a.go", 1, vet, "printf"}
	other := report{"a.go", 1, vet, "copylocks"}
	assert.Equal(t, []report{a, other}, dedup([]report{a, a, other, {"a_test.go", 1, vet, "printf"}, {"../b.go", 1, vet, "printf"}, a}))
}

func TestChoose(t *testing.T) {
	const list = `[
		{"rule": "a", "family": "errors that vanish", "categories": [{"category": "x", "default": true}, {"category": "y"}]},
		{"rule": "b", "family": "errors that vanish", "categories": [{"category": "z", "default": true}]},
		{"rule": "c", "family": "another", "categories": [{"category": "z", "default": true}]}
	]`
	for _, tt := range []struct {
		rules, only string
		want        []string
	}{
		{"", "a,b", []string{"a/x", "b/z"}},
		{"c", "c", []string{"c/z"}},
		{"a/y,b", "a/y,b", []string{"a/y", "b/z"}},
		{"d", "", nil},
	} {
		chosen := &tools{rules: tt.rules}
		err := chosen.choose([]byte(list))
		if tt.want == nil {
			assert.Error(t, err)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, tt.only, chosen.rules)
		assert.Equal(t, tt.want, chosen.categories)
	}
}
