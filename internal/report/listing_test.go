package report

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// drawListing writes a listing as text: <marks> of the finding, {marks} of the
// evidence, and notes.
func drawListing(l listing) string {
	var b strings.Builder
	for _, r := range l.Rows {
		if r.Line == 0 {
			b.WriteString("...\n")
			continue
		}
		for _, s := range r.Segments {
			switch {
			case strings.HasSuffix(s.Class, "hit"):
				b.WriteString("<" + s.Text + ">")
			case strings.HasSuffix(s.Class, "ev"):
				b.WriteString("{" + s.Text + "}")
			default:
				b.WriteString(s.Text)
			}
		}
		b.WriteString("\n")
		for _, n := range r.Notes {
			b.WriteString(n.Indent + "^ " + n.Text + "\n")
		}
	}
	return b.String()
}

func TestListing(t *testing.T) {
	lines := make([]string, 30)
	for i := range lines {
		lines[i] = string(rune('a' + i%26))
	}
	letters := strings.Join(lines, "\n") + "\n"
	at := func(line, column int) Position { return Position{"f.go", line, column} }
	evidence := func(n, line, column, end int, text string) mark {
		return mark{file: "f.go", pos: at(line, column), end: at(line, end), note: note{Number: n, Text: text}}
	}
	for _, tt := range []struct {
		name, text string
		marks      []mark
		want       string
	}{
		{"one", letters, []mark{{pos: at(5, 1), end: at(5, 2)}}, "b\nc\nd\n<e>\nf\ng\nh\n"},
		{"first line", letters, []mark{{pos: at(1, 1), end: at(1, 2)}}, "<a>\nb\nc\nd\n"},
		{"last line", "x\ny\n", []mark{{pos: at(2, 1), end: at(2, 2)}}, "x\n<y>\n"},
		{"unknown end: the token", "x = call(y)\n", []mark{{pos: at(1, 5), end: at(1, 5)}}, "x = <call>(y)\n"},
		{"end of file", "f {", []mark{{pos: at(1, 4), end: at(1, 4)}}, "f {< >\n"},
		{"after the last newline", "f\n", []mark{{pos: at(2, 1), end: at(2, 1)}}, "f\n< >\n"},
		{"no column", "f\n", []mark{{pos: at(1, 0), end: at(1, 0)}}, "f\n"},
		{"evidence near", letters, []mark{{pos: at(5, 1), end: at(5, 2)}, evidence(1, 7, 1, 2, "why")}, "b\nc\nd\n<e>\nf\n{g}\n^ why\nh\ni\nj\n"},
		{"a gap of one line is shown", letters, []mark{{pos: at(4, 1), end: at(4, 2)}, evidence(1, 12, 1, 2, "why")}, "a\nb\nc\n<d>\ne\nf\ng\nh\ni\nj\nk\n{l}\n^ why\nm\nn\no\n"},
		{"evidence far", letters, []mark{{pos: at(20, 1), end: at(20, 2)}, evidence(1, 2, 1, 2, "why")}, "a\n{b}\n^ why\nc\nd\ne\n...\nq\nr\ns\n<t>\nu\nv\nw\n"},
		{"several lines", "func(\n\tx int,\n) {\n", []mark{{pos: at(1, 1), end: at(3, 2)}}, "<func><(>\n<\tx int,>\n<)> {\n"},
		{"note below its mark", "\tü := f(x)\n", []mark{{pos: at(1, 8), end: at(1, 9)}, evidence(1, 1, 10, 11, "here")}, "\tü := <f>({x})\n           ^ here\n"},
		{"within one another", "go f(x)\n", []mark{{pos: at(1, 1), end: at(1, 8)}, evidence(1, 1, 4, 5, "f")}, "<go>< >{f}<(x)>\n   ^ f\n"},
		{"blank edges", "\n\n\nx\n\n\n\n", []mark{{pos: at(4, 1), end: at(4, 2)}}, "<x>\n"},
		{"CRLF", "a\r\n`b\r\nc`\r\n", []mark{{pos: at(2, 1), end: at(3, 3)}}, "a\n<`b>\n<c`>\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := &pageBuilder{
				src:    newSources("", func(string) ([]byte, error) { return []byte(tt.text), nil }),
				tokens: make(map[*source][]tokenSpan),
			}
			assert.Equal(t, tt.want, drawListing(p.listing("f.go", tt.marks)))
		})
	}
}

// Tokens lie in the file, in order, and cover all of it but white space.
func TestTokens(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(runtime.GOROOT(), "src", "net", "http", "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	check := func(name string, data []byte) {
		at := 0
		for _, tok := range append(tokens(data), tokenSpan{len(data), len(data), ""}) {
			require.LessOrEqual(t, at, tok.from, name)
			require.Empty(t, strings.TrimSpace(string(data[at:tok.from])), name)
			at = tok.to
		}
		require.Equal(t, len(data), at)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		check(name, data)
		check(name+" with CRLF", []byte(strings.ReplaceAll(string(data), "\n", "\r\n")))
	}
	assert.Equal(t, []tokenSpan{{0, 2, "k"}, {3, 4, ""}, {4, 5, ""}, {5, 8, "s"}, {8, 9, ""}, {10, 14, "c"}}, tokens([]byte("go f(\"x\") // c")))
	for _, odd := range []string{"", "\"", "`", "/*", "\x00", "\xff", "\ufeffpackage p", "'", "#!"} {
		assert.NotPanics(t, func() { tokens([]byte(odd)) }, odd)
	}
}

func TestPreview(t *testing.T) {
	const text = "one\ntwo\nthree\nfour\nfive\nsix"
	for _, tt := range []struct {
		name  string
		edits []Edit
		want  string
	}{
		{"replace", []Edit{{"", 4, 7, "TWO"}}, "-2 two\n+ TWO\n"},
		{"insert a line", []Edit{{"", 4, 4, "new\n"}}, "+ new\n"},
		{"insert a line after", []Edit{{"", 3, 3, "\nnew"}}, "+ new\n"},
		{"delete a line", []Edit{{"", 4, 8, ""}}, "-2 two\n"},
		{"join", []Edit{{"", 3, 4, " "}}, "-1 one\n-2 two\n+ one two\n"},
		{"two in a line, in any order", []Edit{{"", 6, 7, "O"}, {"", 4, 5, "T"}}, "-2 two\n+ TwO\n"},
		{"two places", []Edit{{"", 0, 3, "1"}, {"", 19, 23, "5"}}, "-1 one\n+ 1\n\n-5 five\n+ 5\n"},
		{"end of file", []Edit{{"", 27, 27, "\nseven"}}, "+ seven\n"},
		{"overlapping", []Edit{{"", 0, 3, "1"}, {"", 2, 3, "2"}}, ""},
		{"outside", []Edit{{"", 99, 99, "x"}}, ""},
		{"end outside", []Edit{{"", 1, 99, "x"}}, ""},
		{"backwards", []Edit{{"", 3, 1, "x"}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			for _, l := range preview(newSource([]byte(text)), tt.edits) {
				b.WriteString(l.Op)
				if l.Line > 0 {
					b.WriteByte(byte('0' + l.Line))
				}
				if l.Op != "" {
					b.WriteString(" " + l.Text)
				}
				b.WriteByte('\n')
			}
			assert.Equal(t, tt.want, b.String())
		})
	}
	assert.Nil(t, preview(nil, []Edit{{"", 0, 0, "x"}}))
}
