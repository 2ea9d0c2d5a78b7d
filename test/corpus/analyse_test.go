package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/corpus/module"
)

func TestParse(t *testing.T) {
	dir := t.TempDir()
	abs := filepath.ToSlash(filepath.Join(dir, "b", "b.go"))
	a, err := parse([]byte(`{"version": 1, "new": {}, "problems": [{"where": "p", "message": "m"}], "findings": [
		{"rule": "r", "category": "c", "message": "later", "fingerprint": "2", "pos": {"file": "`+abs+`", "line": 1, "column": 2}},
		{"rule": "r", "category": "c", "message": "first", "fingerprint": "1", "pos": {"file": "a.go", "line": 9}}]}`), dir)
	require.NoError(t, err)
	assert.Equal(t, []Entry{
		{File: "a.go", Line: 9, Rule: "r", Category: "c", Message: "first", Fingerprint: "1"},
		{File: "b/b.go", Line: 1, Rule: "r", Category: "c", Message: "later", Fingerprint: "2"},
	}, a.Findings)
	assert.Equal(t, []Reported{{"p", "m"}}, a.Problems)

	const finding = `{"rule": "r", "message": "m", "fingerprint": "1", "pos": {"file": "a.go", "line": 9}}`
	for name, bad := range map[string]string{
		"not JSON":      "panic: oops",
		"version":       `{"version": 2}`,
		"fingerprint":   `{"version": 1, "findings": [{"rule": "r", "pos": {"file": "a.go", "line": 9}}]}`,
		"not unique":    `{"version": 1, "findings": [` + finding + `,` + finding + `]}`,
		"cut off":       `{"version": 1, "findings": [`,
		"empty":         ``,
		"wrong type":    `{"version": 1, "findings": {}}`,
		"two documents": `{"version": 1}{"version": 1}`,
	} {
		_, err := parse([]byte(bad), dir)
		assert.Error(t, err, name)
	}
}

func TestUnexpected(t *testing.T) {
	m := module.Module{Expect: []module.Problem{
		{Where: "example.com/a/x", Contains: "no required module", Why: "nested"},
		{Where: "example.com/a/y", Contains: "undefined", Why: "generated"},
	}}
	known := Reported{"example.com/a/x", "no required module provides package z"}
	surprises, stale := unexpected(m, []Reported{
		known,
		{"example.com/a/x", "undefined: f"},
		{"example.com/a/xx", "no required module"},
	})
	assert.Equal(t, []Reported{{"example.com/a/x", "undefined: f"}, {"example.com/a/xx", "no required module"}}, surprises)
	assert.Equal(t, m.Expect[1:], stale)

	surprises, stale = unexpected(m, []Reported{known, {"example.com/a/y", "undefined: g"}})
	assert.Empty(t, surprises)
	assert.Empty(t, stale)
}
