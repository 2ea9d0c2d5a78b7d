package report

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A checkout is a directory with one file, and with a finding on each line that has a
// "// want MESSAGE".
type checkout struct{ dir, name, text string }

func (c checkout) findings() []Finding {
	path := filepath.Join(c.dir, c.name)
	var out []Finding
	for n, line := range strings.Split(c.text, "\n") {
		code, message, ok := strings.Cut(line, " // want ")
		if ok {
			at := Position{path, n + 1, len(code) - len(strings.TrimLeft(code, "\t")) + 1}
			out = append(out, Finding{Rule: "lostgoerror", Category: "go-result", Package: "example.com/p", Pos: at, End: at, Message: strings.TrimSuffix(message, "\r")})
		}
	}
	AddFingerprints(out, c.dir, func(name string) ([]byte, error) {
		if name != filepath.Clean(path) {
			return nil, fs.ErrNotExist
		}
		var b strings.Builder
		for line := range strings.Lines(c.text) {
			code, rest, ok := strings.Cut(line, " // want ")
			b.WriteString(code)
			if ok {
				b.WriteString(strings.TrimLeft(rest, strings.TrimRight(rest, "\r\n")))
			}
		}
		return []byte(b.String()), nil
	})
	return out
}

func fingerprints(findings []Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Fingerprint)
	}
	return out
}

const plain = `package p

func f() {
	go a() // want drops the error of a, started at line 4
	go b() // want drops the error of b: b.go:12:3 → c.go:9
	go a() // want drops the error of a, started at line 6
}
`

func TestFingerprintsStay(t *testing.T) {
	want := fingerprints(checkout{"/home/gopher/app", "p/p.go", plain}.findings())
	require.Len(t, want, 3)
	for _, tt := range []struct {
		name string
		checkout
	}{
		{"same", checkout{"/home/gopher/app", "p/p.go", plain}},
		{"other checkout", checkout{"/tmp/build-17", "p/p.go", plain}},
		{"directory with slash", checkout{"/home/gopher/app/", "p/p.go", plain}},
		{"moved lines", checkout{"/home/gopher/app", "p/p.go", "// Copyright\n\n\n" + strings.ReplaceAll(plain, "line ", "line 1")}},
		{"moved evidence", checkout{"/home/gopher/app", "p/p.go", strings.NewReplacer("b.go:12:3", "b.go:120:14", "c.go:9", "c.go:10").Replace(plain)}},
		{"indented", checkout{"/home/gopher/app", "p/p.go", strings.ReplaceAll(plain, "\tgo", "\t\t\tgo")}},
		{"CRLF", checkout{"/home/gopher/app", "p/p.go", strings.ReplaceAll(plain, "\n", "\r\n")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, want, fingerprints(tt.findings()))
		})
	}
}

func TestFingerprintsDiffer(t *testing.T) {
	base := checkout{"/home/gopher/app", "p/p.go", plain}.findings()
	seen := make(map[string]string)
	add := func(name string, findings []Finding) {
		for _, f := range findings {
			assert.Regexp(t, "^[0-9a-f]{32}$", f.Fingerprint)
			assert.Empty(t, seen[f.Fingerprint], name)
			seen[f.Fingerprint] = name
		}
	}
	add("base", base)
	add("renamed file", checkout{"/home/gopher/app", "p/q.go", plain}.findings())
	add("moved directory", checkout{"/home/gopher/app", "q/p.go", plain}.findings())
	add("another message", checkout{"/home/gopher/app", "p/p.go", strings.ReplaceAll(plain, "drops", "loses")}.findings())
	add("another line", checkout{"/home/gopher/app", "p/p.go", strings.NewReplacer("a()", "a(1)", "b()", "b(1)").Replace(plain)}.findings())
	for _, change := range []func(*Finding){
		func(f *Finding) { f.Rule = "loopblock" },
		func(f *Finding) { f.Category = "early-return" },
	} {
		changed := checkout{"/home/gopher/app", "p/p.go", plain}.findings()
		for i := range changed {
			change(&changed[i])
		}
		AddFingerprints(changed, "/home/gopher/app", func(string) ([]byte, error) { return []byte(plain), nil })
		add("changed", changed)
	}
}

// The order in which findings come doesn't matter, nor that they were read from
// elsewhere.
func TestFingerprintsOrder(t *testing.T) {
	r, f := sample(t)
	want := fingerprints(r.Findings)
	reversed := make([]Finding, len(r.Findings))
	for i, finding := range r.Findings {
		finding.Fingerprint = ""
		reversed[len(reversed)-1-i] = finding
	}
	AddFingerprints(reversed, r.Dir, f.read)
	assert.Equal(t, want, fingerprints(Merge(reversed)))
	for name, n := range f.reads {
		assert.Equal(t, 1, n, name)
	}
}

// A file outside the directory is known by its package, not its place.
func TestFingerprintsOutside(t *testing.T) {
	make := func(dir, file, pkg string) string {
		findings := []Finding{{Rule: "r", Package: pkg, Pos: Position{file, 1, 1}}}
		AddFingerprints(findings, dir, func(string) ([]byte, error) { return nil, fs.ErrNotExist })
		return findings[0].Fingerprint
	}
	one := make("/a/app", "/a/cache/x.go", "example.com/x")
	assert.Equal(t, one, make("/b/app", "/b/other/x.go", "example.com/x"))
	assert.NotEqual(t, one, make("/a/app", "/a/cache/x.go", "example.com/y"))
	assert.NotEqual(t, one, make("/a/app", "/a/cache/y.go", "example.com/x"))
}

func TestStableMessage(t *testing.T) {
	for message, want := range map[string]string{
		"goroutine started at line 41":             "goroutine started at line N",
		"started at line 8, 3 times in all":        "started at line N, 3 times in all",
		"lines 3, 4 and 17 agree":                  "lines N agree",
		"a.go:41:2 and b.go:7 → f":                 "a.go:N and b.go:N → f",
		"channel of capacity 3; 10 goroutines":     "channel of capacity 3; 10 goroutines",
		"baseline 3 and outline 4 are not numbers": "baseline 3 and outline 4 are not numbers",
	} {
		assert.Equal(t, want, stableMessage(message))
	}
}
