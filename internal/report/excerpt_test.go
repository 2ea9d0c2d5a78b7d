package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestExcerpt(t *testing.T) {
	for _, tt := range []struct {
		name, line string
		mark       string // the marked part, "" for none
		want       string
		under      string
	}{
		{"start", "go f()", "go f()", "go f()", "^^^^^^"},
		{"tab", "\tgo f()", "go", "    go f()", "    ^^"},
		{"tab stop", "ab\tgo f()", "go", "ab  go f()", "    ^^"},
		{"tab marked", "a\tb", "a\tb", "a   b", "^^^^^"},
		{"umlaut", "ä := f(ü)", "f(ü)", "ä := f(ü)", "     ^^^^"},
		{"wide", "漢字 := 世界", "世界", "漢字 := 世界", "        ^^^^"},
		{"emoji", `"😀", x`, "x", `"😀", x`, "      ^"},
		{"combining", "e\u0301 := x", "x", "e\u0301 := x", "     ^"},
		{"escape", "\x1b[1m x", "x", "�[1m x", "     ^"},
		{"reordered", "\u202e x", "x", "� x", "  ^"},
		{"not UTF-8", "\xff\xfe x", "x", "�� x", "   ^"},
		{"byte order mark", "\ufeffpackage p", "package", "package p", "^^^^^^^"},
		{"trailing blanks", "x \t ", "x", "x", "^"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from := strings.Index(tt.line, tt.mark)
			text, blanks, count := excerpt(tt.line, from, from+len(tt.mark))
			assert.Equal(t, tt.want, text)
			assert.Equal(t, tt.under, strings.Repeat(" ", blanks)+strings.Repeat("^", count))
		})
	}
}

func TestExcerptEnd(t *testing.T) {
	for _, line := range []string{"go f()", "go f()  "} {
		text, blanks, count := excerpt(line, 6, 6)
		assert.Equal(t, []any{"go f()", 6, 1}, []any{text, blanks, count})
	}
	text, blanks, count := excerpt("", 0, 0)
	assert.Equal(t, []any{"", 0, 1}, []any{text, blanks, count})
}

// The mark of a cut line is below what it marks, wherever that is.
func TestExcerptLong(t *testing.T) {
	const filler = "漢, "
	for n := range 200 {
		line := strings.Repeat(filler, n) + "MARK" + strings.Repeat(filler, 200-n)
		from := n * len(filler)
		text, blanks, count := excerpt(line, from, from+len("MARK"))
		row := cells(text)
		assert.LessOrEqual(t, columns(row), maxColumns+2)
		assert.Equal(t, 4, count)
		before, _, ok := strings.Cut(text, "MARK")
		assert.True(t, ok, n)
		assert.Equal(t, columns(cells(before)), blanks, n)
	}
	// A mark longer than what is shown ends with it.
	text, blanks, count := excerpt(strings.Repeat("x", 1000), 10, 990)
	assert.Equal(t, strings.Repeat("x", maxColumns)+"…", text)
	assert.Equal(t, []int{10, maxColumns - 10}, []int{blanks, count})
}

func TestOneLine(t *testing.T) {
	assert.Equal(t, "ä 漢", oneLine("ä 漢"))
	assert.Equal(t, "a b c", oneLine("a\n\tb\r\nc"))
	assert.Equal(t, "�[31m�", oneLine("\x1b[31m\u202e"))
}
