package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/corpus/module"
)

// The test binary takes the program's other role too.
func TestMain(m *testing.M) {
	if tools := os.Getenv(envTools); tools != "" {
		os.Exit(wrap(tools, os.Args[1:]))
	}
	os.Exit(m.Run())
}

// A small module goes through all scenarios, with real tools and the real go
// command.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod":       "module example.com/a\n\ngo 1.25.0\n",
		"base/base.go": "package base\n\nfunc F() {}\n",
		"mid/mid.go":   "package mid\n\nimport \"example.com/a/base\"\n\nfunc G() { base.F() }\n",
		"side/side.go": "package side\n\nimport \"unicode/utf8\"\n\nconst N = utf8.UTFMax\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o777))
		require.NoError(t, os.WriteFile(file, []byte(content), 0o666))
	}
	leaf := filepath.Join(dir, "base", "base.go")
	original, err := os.ReadFile(leaf)
	require.NoError(t, err)

	tools := []string{empty, floor}
	paths, err := buildTools(t.Context(), t.TempDir(), tools, "")
	require.NoError(t, err)
	self, err := os.Executable()
	require.NoError(t, err)
	var reported []Sample
	r := &Runner{
		workload: &Workload{Module: module.Module{Name: "a"}, Dir: dir, Leaf: leaf, original: original},
		self:     self, paths: paths, temp: t.TempDir(),
		report: func(s Sample) { reported = append(reported, s) },
	}
	samples, err := r.Run(t.Context(), tools, 2, true)
	require.NoError(t, err)
	assert.Equal(t, samples, reported)

	var got []string
	units := make(map[string][]int)
	for _, s := range samples {
		got = append(got, fmt.Sprint(s.Round, " ", s.Together, " ", s.Tool, " ", s.Scenario))
		units[s.Scenario] = append(units[s.Scenario], s.Units)
		assert.NotEqual(t, s.Together, s.Wall > 0, "%+v", s)
		assert.Equal(t, s.Units > 0, s.CPU > 0, "%+v", s)
		assert.Equal(t, s.Units > 0, s.RSS > 1<<20, "%+v", s)
	}
	assert.Equal(t, []string{
		"1 true empty cold", "1 true floor cold", "1 true empty edit", "1 true floor edit",
		"1 false empty cold", "1 false empty warm", "1 false empty edit",
		"1 false floor cold", "1 false floor warm", "1 false floor edit",
	}, got[:10])
	assert.Len(t, got, 20)
	assert.Equal(t, []int{0, 0, 0, 0}, units[warm])
	for _, n := range units[edit] {
		assert.Equal(t, 2, n, "the edited package, and the one that imports it")
	}
	for _, n := range units[cold] {
		assert.GreaterOrEqual(t, n, 4, "the module's packages and what they import")
		assert.Equal(t, units[cold][0], n, "cold is cold in each round")
	}

	left, err := os.ReadFile(leaf)
	require.NoError(t, err)
	assert.Equal(t, string(original), string(left), "edits are taken back")
}

func TestLeaf(t *testing.T) {
	pkg := func(path string, imports ...string) listed {
		return listed{ImportPath: path, Dir: "/" + path, Name: "p", GoFiles: []string{"a.go", "b.go"}, Imports: imports}
	}
	main := pkg("cmd", "b")
	main.Name = "main"
	tests := pkg("onlytests")
	tests.GoFiles = nil
	got, err := leaf([]listed{
		main, tests,
		pkg("top", "mid", "c", "onlytests"), pkg("mid", "b", "c", "fmt", "onlytests"), pkg("b", "fmt"), pkg("c", "io"), pkg("a"),
		pkg("other", "c", "mid"), pkg("another", "mid"),
	})
	require.NoError(t, err)
	assert.Equal(t, filepath.Join("/c", "a.go"), got, "mid has as many importers, but imports others itself")

	_, err = leaf([]listed{main})
	require.Error(t, err)
}

func TestEdit(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.go")
	w := &Workload{Leaf: file, original: []byte("package a\n")}
	for _, id := range []string{"X1", "X2"} {
		require.NoError(t, w.Edit(id))
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, "package a\n"+marker+"\nfunc Bench"+id+`() string { return "`+id+"\" }\n", string(data))
	}
}

func TestReadLog(t *testing.T) {
	file := filepath.Join(t.TempDir(), "log")
	units, err := readLog(file)
	require.NoError(t, err)
	assert.Empty(t, units, "everything was cached")
	require.NoError(t, os.WriteFile(file, []byte(`{"tool":"vet","package":"a","facts":1,"cpu":2,"rss":3}`+"\n"+`{"package":"b"}`+"\n"), 0o666))
	units, err = readLog(file)
	require.NoError(t, err)
	assert.Equal(t, []Unit{{"vet", "a", 1, 2, 3}, {Package: "b"}}, units)
	require.NoError(t, os.WriteFile(file, []byte(`{"package":"a"`), 0o666))
	_, err = readLog(file)
	require.Error(t, err)
}
