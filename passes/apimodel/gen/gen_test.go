package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
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

// TestEveryEventLoopRowIsGenerated holds the model against eventloops.json: a
// row that is not there was dropped with a reason.
func TestEveryEventLoopRowIsGenerated(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "data", "eventloops.json"))
	require.NoError(t, err)
	var rows []row
	require.NoError(t, json.Unmarshal(text, &rows))
	var over overlay
	text, err = os.ReadFile(filepath.Join("..", "data", "overlay.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &over))

	in, err := read(filepath.Join("..", "data"))
	require.NoError(t, err)
	have := make(map[string]int)
	for _, p := range in.packages() {
		for _, r := range p.callbacks {
			have[r.ID]++
		}
	}
	want := make(map[string]int)
	for _, r := range slices.Concat(rows, over.CallbackRows) {
		if over.Drop[r.key()] == "" && over.Drop[r.ID+" "+r.Version] == "" {
			want[r.ID]++
		}
	}
	assert.Equal(t, want, have)
	assert.Equal(t, 725, len(rows))
	assert.Len(t, over.Drop, 3)
}

// Two results of a function are two rows, and so are a callback and a loop
// around the same function's calls, of which one may be dropped.
func TestRowsOfOneFunction(t *testing.T) {
	first, second := 1, 2
	rows := []row{
		{ID: "x.Poll", Kind: "method-of-interface"}, {ID: "x.Poll", Kind: "loop-call"},
		{ID: "x.Dial->1", Pkg: "x", Name: "Dial", Kind: "chan-result", Result: &first},
		{ID: "x.Dial->2", Pkg: "x", Name: "Dial", Kind: "chan-result", Result: &second},
	}
	over := overlay{Drop: map[string]string{"x.Poll method-of-interface": "speaks of the loop"}}
	require.NoError(t, over.callbacks(&rows))
	require.Len(t, rows, 3)
	assert.Equal(t, "loop-call", rows[0].Kind)

	pkgs := (&input{callbacks: rows[1:]}).packages()
	require.Len(t, pkgs, 1)
	assert.Len(t, pkgs[0].callbacks, 2)
}

func TestForbiddenCallsAreDecided(t *testing.T) {
	decide := func(entries ...forbidden) ([]row, error) {
		rows := []row{{ID: "x.On#0", Pkg: "x", Forbidden: []string{"x.Wait", "x.Stop"}}}
		err := (&overlay{Forbidden: entries}).forbidden(rows)
		return rows, err
	}
	_, err := decide()
	assert.ErrorContains(t, err, `on which object x.Wait hangs in x.On#0 is ""`)
	_, err = decide(forbidden{Pkg: "x", On: "sometimes", Why: "moon"})
	assert.ErrorContains(t, err, `x.Wait hangs in x.On#0 is "sometimes"`)
	_, err = decide(forbidden{Pkg: "x", On: "same"})
	assert.ErrorContains(t, err, "gives no reason")
	_, err = decide(forbidden{Pkg: "x", On: "same", Why: "its loop"}, forbidden{Pkg: "y", On: "any", Why: "one loop"})
	assert.ErrorContains(t, err, "entry 1 (y) fits no call")

	rows, err := decide(forbidden{Pkg: "x", On: "same", Why: "its loop"}, forbidden{Pkg: "x", Calls: []string{"x.Stop"}, On: "any", Why: "one loop"})
	require.NoError(t, err)
	assert.Equal(t, "same", rows[0].hangs[0].On)
	assert.Equal(t, "any", rows[0].hangs[1].On)
}

func TestReadRefusesUnknownOverlayIDs(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"blocking", "eventloops", "spawners", "negatives", "resources", "errorcallbacks", "aliases"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".json"), []byte("[]"), 0o644))
	}
	for _, test := range []struct{ overlay, want string }{
		{`{"drop": {"x.F#0 func-param": "gone"}}`, `no callback row "x.F#0 func-param"`},
		{`{"reentry": {"x.F#0": "harmless"}}`, `no callback row "x.F#0"`},
		{`{"callbacks": {"x.F#0 func-param": {"confidence": "source"}}}`, `no callback row "x.F#0 func-param"`},
		{`{"loops": {"a loop": "a loop (all of it)"}}`, `no callback row "a loop"`},
		{`{"forbidden_symbols": {"x.Wait": "x.Await"}}`, `no callback row "x.Wait"`},
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
