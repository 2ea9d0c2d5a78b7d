package report

import (
	"encoding/json"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/rule"
)

// Any positions in any text can be written in every format: files change
// between the analysis and the report, and positions come from others' tools.
func FuzzWrite(f *testing.F) {
	f.Add("package p\n\nfunc f() {}\n", 3, 1, 3, 5, 1, 4, 0, 3, "message")
	f.Add("a\r\n\tü := `\r\n` // 漢", 2, 2, 3, 1, 2, 90, 3, 5, "line 41")
	f.Add("", 1, 1, 1, 1, 0, 0, 0, 0, "\x1b[1m\xff")
	f.Add(strings.Repeat("漢\xff", 500), 1, 900, 1, 910, 1, -5, 700, 800, "::%\n,")
	f.Add("package p\nvar x\n", 2, math.MaxInt, 2, math.MaxInt, 1, math.MinInt, math.MaxInt, math.MaxInt, "far away")
	f.Add("package p\n", 1, 2, math.MaxInt, 1, math.MaxInt, 1, math.MinInt, 0, "far away")
	f.Fuzz(func(t *testing.T, text string, line, column, endLine, endColumn, relLine, relColumn, start, end int, message string) {
		const name = "/dir/f.go"
		pos, rel := Position{name, line, column}, Position{name, relLine, relColumn}
		r := &Report{Dir: "/dir", Findings: []Finding{{
			Rule: "r", Severity: rule.Warning, Message: message, Pos: pos, End: Position{name, endLine, endColumn},
			Related: []Related{{rel, rel, message}},
			Fixes:   []Fix{{message, []Edit{{name, start, end, message}}}},
		}}}
		read := func(string) ([]byte, error) { return []byte(text), nil }
		AddFingerprints(r.Findings, r.Dir, read)
		for _, format := range Formats() {
			var b strings.Builder
			require.NoError(t, Write(&b, format, r, Options{ReadFile: read}), format)
			out := b.String()
			switch format {
			case Text:
				require.Empty(t, strings.Trim(strings.Map(controls, out), "\n"), "control characters reach the terminal")
			case GitHub:
				require.Equal(t, 1, strings.Count(out, "\n"), "one command is one line")
			case JSON, SARIF:
				require.True(t, json.Valid([]byte(out)))
			case HTML:
				require.Equal(t, 1, strings.Count(out, "<article "))
			}
		}
	})
}

// controls keeps only what must not be printed, and newlines.
func controls(r rune) rune {
	if unsafeRune(r) {
		return r
	}
	return -1
}

func BenchmarkWrite(b *testing.B) {
	text := []byte(strings.Repeat("func f() {\n\tgo g(x, \"y\") // z\n}\n\n", 500))
	r := &Report{Dir: "/dir"}
	for i := range 5000 {
		pos := Position{"/dir/" + string(rune('a'+i%20)) + ".go", i%2000 + 1, 1}
		r.Findings = append(r.Findings, Finding{
			Rule: "r", Category: "c", Package: "p", Message: "message", Pos: pos, End: pos,
			Related: []Related{{pos, pos, "because"}},
		})
	}
	r.Findings = Merge(r.Findings)
	read := func(string) ([]byte, error) { return text, nil }
	for _, format := range Formats() {
		b.Run(string(format), func(b *testing.B) {
			for b.Loop() {
				if err := Write(io.Discard, format, r, Options{ReadFile: read}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("fingerprints", func(b *testing.B) {
		for b.Loop() {
			AddFingerprints(r.Findings, r.Dir, read)
		}
	})
}
