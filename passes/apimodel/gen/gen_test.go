package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTablesAreCurrent fails when data/*.json changed and "go generate" was
// not run, or when a table was edited by hand. The list of the standard
// library depends on the Go at hand and is left out.
func TestTablesAreCurrent(t *testing.T) {
	want, err := generate(filepath.Join("..", "data"))
	require.NoError(t, err)
	delete(want, "zz_stdlist.go")

	files, err := filepath.Glob(filepath.Join("..", "zz_*.go"))
	require.NoError(t, err)
	got := make(map[string]bool)
	for _, name := range files {
		if filepath.Base(name) == "zz_stdlist.go" {
			continue
		}
		got[filepath.Base(name)] = true
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.Equal(t, string(want[filepath.Base(name)]), string(content), "%s: run go generate ./passes/apimodel", filepath.Base(name))
	}
	for name := range want {
		assert.True(t, got[name], "%s is missing: run go generate ./passes/apimodel", name)
	}
}

// TestEveryStdRowIsGenerated holds the generated tables against the data: the
// blocking table of the standard library goes in whole.
func TestEveryStdRowIsGenerated(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "data", "blocking.json"))
	require.NoError(t, err)
	var rows []row
	require.NoError(t, json.Unmarshal(text, &rows))

	in, err := read(filepath.Join("..", "data"))
	require.NoError(t, err)
	have := make(map[string]bool)
	for _, p := range in.packages() {
		for _, r := range p.blocking {
			have[r.Symbol] = true
		}
	}
	std := 0
	for _, r := range rows {
		if r.Module == "std" {
			std++
			assert.True(t, have[r.Symbol], "%s is not in the model", r.Symbol)
		}
	}
	assert.Greater(t, std, 250)
}

func TestReadRefusesUnknownOverlayIDs(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"blocking", "eventloops", "spawners", "negatives", "resources", "errorcallbacks", "aliases"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".json"), []byte("[]"), 0o644))
	}
	for _, test := range []struct{ overlay, want string }{
		{`{"drop": {"x.F#0": "gone"}}`, `no callback row "x.F#0"`},
		{`{"quiet": {"x.Open": "memory"}}`, `no resource row "x.Open"`},
		{`{"exhausted": {"x.Rows": "Next"}}`, `no resource row "x.Rows"`},
		{`{"more": {"x.Rows": [".All"]}}`, `no resource row "x.Rows"`},
		{`{"released": {"x.Put": 0}}`, `no releasing row "x.Put"`},
		{`{"errors": {"x.Go": {"definite": true}}}`, `no error row "x.Go"`},
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "overlay.json"), []byte(test.overlay), 0o644))
		_, err := read(dir)
		assert.ErrorContains(t, err, test.want)
	}
}
