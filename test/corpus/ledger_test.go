package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/corpus/module"
)

var example = module.Module{Name: "a", Path: "example.com/a", Version: "v1.0.0", Sum: "h1:x"}

func TestLedgerRoundTrip(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ledger", "a.json")
	l, err := readLedger(file, example)
	require.NoError(t, err)
	assert.Equal(t, &Ledger{Module: example.Path}, l, "a module without a ledger")

	l.Version = example.Version
	e := entry("f1", 3, Bug)
	e.Message = "<-c is received by nobody && blocks"
	l.Entries = []Entry{e, entry("f2", 4, Unlabelled)}
	require.NoError(t, l.write(file))
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(data), e.Message, "code is to be read by people")
	again, err := readLedger(file, example)
	require.NoError(t, err)
	assert.Equal(t, l, again)

	l.Entries = Comparison{}.entries()
	require.NoError(t, l.write(file))
	data, err = os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(data), `"entries": []`)
}

func TestLedgerRefuses(t *testing.T) {
	good := entry("f1", 3, Bug)
	tests := []struct {
		name string
		edit func(*Ledger)
		want string
	}{
		{"other module", func(l *Ledger) { l.Module = "example.com/b" }, "is about module example.com/b"},
		{"no version", func(l *Ledger) { l.Version = "" }, "is about module"},
		{"unknown label", func(l *Ledger) { l.Entries[0].Label = "maybe" }, `unknown label "maybe"`},
		{"no reason", func(l *Ledger) { l.Entries[0].Why = " " }, "doesn't say why"},
		{"no fingerprint", func(l *Ledger) { l.Entries[0].Fingerprint = "" }, "lacks"},
		{"twice", func(l *Ledger) { l.Entries = append(l.Entries, good) }, "repeats fingerprint f1"},
		{"order", func(l *Ledger) { l.Entries = append(l.Entries, entry("f2", 1, Smell)) }, "out of order"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "a.json")
			l := &Ledger{Module: example.Path, Version: example.Version, Entries: []Entry{good}}
			tt.edit(l)
			require.NoError(t, l.write(file))
			_, err := readLedger(file, example)
			require.ErrorContains(t, err, tt.want)
			assert.ErrorContains(t, err, file)
		})
	}
	t.Run("unknown field", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "a.json")
		require.NoError(t, os.WriteFile(file, []byte(`{"modul": "x"}`), 0o666))
		_, err := readLedger(file, example)
		require.ErrorContains(t, err, "modul")
	})
}

// The committed ledgers are valid, finished, and belong to modules of the
// corpus.
func TestCommittedLedgers(t *testing.T) {
	modules, err := module.Load("corpus.json")
	require.NoError(t, err)
	known := make(map[string]bool)
	for _, m := range modules {
		file := ledgerFile(".", m)
		known[file] = true
		l, err := readLedger(file, m)
		require.NoError(t, err)
		assert.Contains(t, []string{m.Version, ""}, l.Version, file)
		for _, e := range l.Entries {
			assert.NotEqual(t, Unlabelled, e.Label, "%s: %s:%d %s", file, e.File, e.Line, e.Pattern())
		}
	}
	files, err := filepath.Glob("ledger/*")
	require.NoError(t, err)
	for _, file := range files {
		assert.True(t, known[file], "%s belongs to no module of corpus.json", file)
	}
}

func TestPrintLedger(t *testing.T) {
	home := t.TempDir()
	l := &Ledger{Module: example.Path, Version: example.Version, Entries: []Entry{entry("f1", 3, Bug), entry("f2", 4, False)}}
	require.NoError(t, l.write(ledgerFile(home, example)))
	var out strings.Builder
	unread := module.Module{Name: "b", Path: "example.com/b", Version: "v1.0.0"}
	require.NoError(t, printLedger(&out, home, []module.Module{example, unread}))
	assert.Equal(t, `| rule/category | findings | bug | smell | false | unlabelled | precision |
|---|--:|--:|--:|--:|--:|--:|
| lostgoerror/go-result | 2 | 1 | 0 | 1 | 0 | 50% |
| total | 2 | 1 | 0 | 1 | 0 | 50% |

| module | findings | bug | smell | false | unlabelled | precision |
|---|--:|--:|--:|--:|--:|--:|
| example.com/a v1.0.0 | 2 | 1 | 0 | 1 | 0 | 50% |
| total | 2 | 1 | 0 | 1 | 0 | 50% |
`, out.String())
}
