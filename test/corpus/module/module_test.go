package module_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/corpus/internal/moduletest"
	"github.com/asynclint/asynclint/test/corpus/module"
)

func TestPrepare(t *testing.T) {
	m := moduletest.New(t, "example.com/a", map[string]string{
		"go.mod": "module example.com/a\n\ngo 1.25.0\n\nreplace example.com/gone => ../gone\n",
		"a.go":   "package a\n",
	})
	root := t.TempDir()
	dir, err := module.Prepare(t.Context(), m, root)
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(root, "example@v1.0.0"), dir)

	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	require.NoError(t, err)
	assert.NotContains(t, string(mod), "example.com/gone", "the sibling folder is not in the zip")
	file := filepath.Join(dir, "a.go")
	require.NoError(t, os.WriteFile(file, []byte("package a // mine\n"), 0o666), "the copy can be written to")

	again, err := module.Prepare(t.Context(), m, root)
	require.NoError(t, err)
	assert.Equal(t, dir, again)
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "package a // mine\n", string(data), "a complete copy is used as it is")

	require.NoError(t, os.Remove(filepath.Join(dir, ".asynclint-corpus")))
	_, err = module.Prepare(t.Context(), m, root)
	require.NoError(t, err)
	data, err = os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "package a\n", string(data), "an incomplete copy is made anew")
}

// A replacement is part of what a copy was made from.
func TestPrepareReplaces(t *testing.T) {
	m := moduletest.New(t, "example.com/a", map[string]string{"go.mod": "module example.com/a\n\ngo 1.25.0\n", "a.go": "package a\n"})
	root := t.TempDir()
	dir, err := module.Prepare(t.Context(), m, root)
	require.NoError(t, err)
	m.Replace = []string{"example.com/b=example.com/b@v1.2.3"}
	again, err := module.Prepare(t.Context(), m, root)
	require.NoError(t, err)
	assert.Equal(t, dir, again)
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	require.NoError(t, err)
	assert.Contains(t, string(mod), "replace example.com/b => example.com/b v1.2.3")
}

func TestPatterns(t *testing.T) {
	assert.Equal(t, []string{"./..."}, module.Module{}.Patterns())
	assert.Equal(t, []string{"./x"}, module.Module{Packages: []string{"./x"}}.Patterns())
}

func TestPrepareRefuses(t *testing.T) {
	m := moduletest.New(t, "example.com/a", map[string]string{"go.mod": "module example.com/a\n"})
	root := t.TempDir()
	tampered := m
	tampered.Sum = "h1:other"
	_, err := module.Prepare(t.Context(), tampered, root)
	require.ErrorContains(t, err, "pinned is h1:other")
	missing := m
	missing.Version = "v9.9.9"
	_, err = module.Prepare(t.Context(), missing, root)
	require.ErrorContains(t, err, "example.com/a@v9.9.9")
	left, err := os.ReadDir(root)
	require.NoError(t, err)
	assert.Empty(t, left, "nothing half-made is left")
}

func TestLoad(t *testing.T) {
	const good = `{"name": "a", "module": "example.com/a", "version": "v1.0.0", "sum": "h1:x"}`
	tests := []struct{ name, modules, want string }{
		{"good", good, ""},
		{"none", ``, "no modules"},
		{"twice", good + "," + good, "two modules are named a"},
		{"name", `{"name": "../a", "module": "example.com/a", "version": "v1.0.0", "sum": "h1:x"}`, "lower-case letters"},
		{"version", `{"name": "a", "module": "example.com/a", "version": "latest", "sum": "h1:x"}`, `version "latest"`},
		{"sum", `{"name": "a", "module": "example.com/a", "version": "v1.0.0"}`, `sum ""`},
		{"field", `{"name": "a", "modul": "example.com/a"}`, "modul"},
		{"no note", `{"name": "a", "module": "m", "version": "v1.0.0", "sum": "h1:x", "packages": ["./x"]}`, "without a note"},
		{"expect", `{"name": "a", "module": "m", "version": "v1.0.0", "sum": "h1:x", "expect": [{"where": "x"}]}`, "lacks"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "corpus.json")
			require.NoError(t, os.WriteFile(file, []byte(`{"modules": [`+tt.modules+`]}`), 0o666))
			_, err := module.Load(file)
			if tt.want == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, tt.want)
			}
		})
	}
}

func TestSelect(t *testing.T) {
	all := []module.Module{{Name: "a", Path: "m/a"}, {Name: "b", Path: "m/b"}, {Name: "c", Path: "m/c"}}
	got, err := module.Select(all, []string{"c", "m/a"})
	require.NoError(t, err)
	assert.Equal(t, []module.Module{all[0], all[2]}, got, "in the list's order")
	_, err = module.Select(all, []string{"a", "d"})
	require.ErrorContains(t, err, `no module "d"`)
}
