package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBaselineFile(t *testing.T) {
	r, _ := sample(t)
	path := filepath.Join(t.TempDir(), "baseline.json")
	require.NoError(t, NewBaseline(r.Findings, r.Dir).WriteFile(path))
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	golden(t, "baseline.json", string(text))

	b, err := ReadBaseline(path)
	require.NoError(t, err)
	assert.Equal(t, len(r.Findings), b.Len())
	kept, hidden := b.Filter(r.Findings)
	assert.Empty(t, kept)
	assert.Equal(t, len(r.Findings), hidden)

	// What was read is written as it was.
	require.NoError(t, b.WriteFile(path))
	again, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
}

func TestBaselineEmpty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "baseline.json")
	require.NoError(t, NewBaseline(nil, "/home").WriteFile(path))
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "{\n  \"version\": 1,\n  \"findings\": []\n}\n", string(text))
	b, err := ReadBaseline(path)
	require.NoError(t, err)

	r, _ := sample(t)
	for _, b := range []*Baseline{b, nil, {}} {
		kept, hidden := b.Filter(r.Findings)
		assert.Equal(t, r.Findings, kept)
		assert.Zero(t, hidden)
		assert.Zero(t, b.Len())
	}
}

func TestBaselineFilter(t *testing.T) {
	known := checkout{"/home/gopher/app", "p/p.go", plain}.findings()
	b := NewBaseline(known, "/home/gopher/app")
	for _, tt := range []struct {
		name   string
		now    checkout
		kept   []int // line numbers
		hidden int
	}{
		{"unchanged", checkout{"/home/gopher/app", "p/p.go", plain}, nil, 3},
		{"moved, elsewhere", checkout{"/tmp/x", "p/p.go", "\n\n" + plain}, nil, 3},
		{"one fixed", checkout{"/tmp/x", "p/p.go", strings.Replace(plain, "\tgo a() // want drops the error of a, started at line 4\n", "", 1)}, nil, 2},
		{
			"a third of a kind",
			checkout{"/tmp/x", "p/p.go", plain + "func g() {\n\tgo a() // want drops the error of a, started at line 9\n}\n"},
			[]int{9}, 3,
		},
		{
			"a third of a kind before the others: as many are shown",
			checkout{"/tmp/x", "p/p.go", "\tgo a() // want drops the error of a, started at line 1\n" + plain},
			[]int{7}, 3,
		},
		{"something else", checkout{"/tmp/x", "p/p.go", "\tgo c() // want drops the error of c\n" + plain}, []int{1}, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := tt.now.findings()
			kept, hidden := b.Filter(all)
			var lines []int
			for _, f := range kept {
				lines = append(lines, f.Pos.Line)
			}
			assert.Equal(t, tt.kept, lines)
			assert.Equal(t, tt.hidden, hidden)
			assert.Equal(t, tt.now.findings(), all, "Filter must not change its argument")
		})
	}
}

// A rewritten baseline doesn't change because lines moved.
func TestBaselineStable(t *testing.T) {
	dir := t.TempDir()
	write := func(c checkout) string {
		path := filepath.Join(dir, "b.json")
		require.NoError(t, NewBaseline(c.findings(), c.dir).WriteFile(path))
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		return string(text)
	}
	assert.Equal(t,
		write(checkout{"/home/gopher/app", "p/p.go", plain}),
		write(checkout{"/tmp/x", "p/p.go", "\n\n" + strings.ReplaceAll(plain, "line ", "line 1")}))
}

func TestBaselineMalformed(t *testing.T) {
	const one = `{"fingerprint": "0123456789abcdef0123456789abcdef", "rule": "r", "file": "f.go", "message": "m"}`
	for _, tt := range []struct{ name, text, want string }{
		{"empty", " \n", "the file is empty"},
		{"not JSON", "version: 1\n", "line 1: invalid character 'v' looking for beginning of value"},
		{"conflict", "{\n  \"version\": 1,\n<<<<<<< HEAD\n", "line 3: invalid character '<' looking for beginning of object key string"},
		{"cut", "{\n  \"version\": 1,\n", "line 3: unexpected end of JSON input"},
		{"trailing", "{\"version\": 1, \"findings\": []}\n{}\n", "line 2: invalid character '{' after top-level value"},
		{"list", "[]", "line 1: it is a JSON array, not an object"},
		{"null", "null", `there is no "version"`},
		{"no version", `{"findings": []}`, `there is no "version"`},
		{"version", `{"version": 2, "entries": {}}`, "unknown version 2: this version of asynclint reads version 1"},
		{"version type", "{\n\"version\": \"1\"}", `line 2: "version" is a JSON string`},
		{"no findings", `{"version": 1}`, `there are no "findings"`},
		{"unknown field", `{"version": 1, "findings": [], "extra": 1}`, `unknown field "extra"`},
		{"field type", "{\"version\": 1, \"findings\": [\n{\"fingerprint\": 3}]}", `line 2: "findings.fingerprint" is a JSON number`},
		{"no fingerprint", `{"version": 1, "findings": [{"rule": "r"}]}`, `finding 1: "" is not a fingerprint`},
		{"fingerprint", `{"version": 1, "findings": [` + one + `, {"fingerprint": "x"}]}`, `finding 2: "x" is not a fingerprint`},
		{"duplicate", `{"version": 1, "findings": [` + one + ", " + one + `]}`, "finding 2: fingerprint 0123456789abcdef0123456789abcdef is there twice"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "b.json")
			require.NoError(t, os.WriteFile(path, []byte(tt.text), 0o666))
			b, err := ReadBaseline(path)
			require.EqualError(t, err, "malformed baseline "+path+": "+tt.want)
			assert.Nil(t, b)
		})
	}
	_, err := ReadBaseline("testdata/no-such.json")
	require.EqualError(t, err, "cannot read baseline testdata/no-such.json: no such file or directory")
	require.ErrorIs(t, err, os.ErrNotExist)
}
