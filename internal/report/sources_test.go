package report

import (
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLine(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{""}},
		{"no newline at the end", "a\nb", []string{"a", "b"}},
		{"newline at the end", "a\nb\n", []string{"a", "b", ""}},
		{"CRLF", "a\r\n\r\nb\r\n", []string{"a", "", "b", ""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := newSource([]byte(tt.text))
			var got []string
			for n := 1; ; n++ {
				line, ok := src.line(n)
				if !ok {
					break
				}
				got = append(got, line)
			}
			assert.Equal(t, tt.want, got)
			_, ok := src.line(0)
			assert.False(t, ok)
		})
	}
	_, ok := (*source)(nil).line(1)
	assert.False(t, ok)
}

func TestSpan(t *testing.T) {
	src := newSource([]byte("abcdef  \r\nxyz"))
	at := func(line, column int) Position { return Position{"f.go", line, column} }
	for _, tt := range []struct {
		name     string
		pos, end Position
		from, to int
		ok       bool
	}{
		{"within", at(1, 2), at(1, 4), 1, 3, true},
		{"unknown end", at(1, 2), at(1, 2), 1, 1, true},
		{"no end", at(1, 2), Position{}, 1, 1, true},
		{"end before start", at(1, 4), at(1, 2), 3, 3, true},
		{"end on a line before", at(2, 2), at(1, 2), 1, 1, true},
		{"end in another file", at(1, 2), Position{"g.go", 1, 4}, 1, 1, true},
		{"several lines", at(1, 2), at(2, 2), 1, 6, true},
		{"several lines from the blanks at the end", at(1, 8), at(2, 2), 7, 7, true},
		{"beyond the line", at(2, 2), at(2, 99), 1, 3, true},
		{"all beyond the line", at(2, 98), at(2, 99), 3, 3, true},
		{"beyond the file", at(3, 1), at(3, 2), 0, 0, false},
		{"no column", at(1, 0), at(1, 2), 0, 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from, to, ok := src.span(tt.pos, tt.end)
			assert.Equal(t, []any{tt.from, tt.to, tt.ok}, []any{from, to, ok})
		})
	}
}

func TestOffsets(t *testing.T) {
	text := "aü😀\r\n\nb"
	src := newSource([]byte(text))
	for offset := range len(text) + 1 {
		line, column, ok := src.at(offset)
		assert.True(t, ok)
		if text[min(offset, len(text)-1)] != '\n' || offset == 0 || text[offset-1] != '\r' {
			back, ok := src.offset(line, column)
			assert.True(t, ok)
			assert.Equal(t, offset, back)
		}
	}
	for _, offset := range []int{-1, len(text) + 1} {
		_, _, ok := src.at(offset)
		assert.False(t, ok)
	}
	for column, want := range map[int]int{1: 1, 2: 2, 4: 3, 8: 5, 9: 6} {
		assert.Equal(t, want, src.utf16Column(1, column), column)
	}
	assert.Zero(t, src.utf16Column(4, 1))
	assert.Zero(t, src.utf16Column(1, 0))
	assert.Zero(t, (*source)(nil).utf16Column(1, 1))
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		dir, name, rel string
		inside         bool
		abs            string
	}{
		{"/a/b", "/a/b/c/d.go", "c/d.go", true, "/a/b/c/d.go"},
		{"/a/b/", "/a/b/c.go", "c.go", true, "/a/b/c.go"},
		{"/a/b", "/a/bc/d.go", "/a/bc/d.go", false, "/a/bc/d.go"},
		{"/a/b", "/a/d.go", "/a/d.go", false, "/a/d.go"},
		{"/a/b", "/a/b/..d.go", "..d.go", true, "/a/b/..d.go"},
		{"/a/b", "c/../d.go", "d.go", true, "/a/b/d.go"},
		{"/a/b", "../d.go", "../d.go", false, "/a/d.go"},
		{"", "d.go", "d.go", true, "d.go"},
		{"", "/d.go", "/d.go", false, "/d.go"},
		{"/", "/d.go", "d.go", true, "/d.go"},
	} {
		s := newSources(tt.dir, nil)
		rel, inside := s.rel(tt.name)
		assert.Equal(t, []any{tt.rel, tt.inside}, []any{filepath.ToSlash(rel), inside}, tt.name)
		assert.Equal(t, tt.abs, filepath.ToSlash(s.abs(tt.name)), tt.name)
	}
}

func TestReadOnce(t *testing.T) {
	calls := 0
	read := ReadOnce(func(name string) ([]byte, error) {
		calls++
		if name == "gone" {
			return nil, fs.ErrNotExist
		}
		return []byte(name), nil
	})
	for range 2 {
		data, err := read("a")
		assert.NoError(t, err)
		assert.Equal(t, "a", string(data))
		_, err = read("gone")
		assert.ErrorIs(t, err, fs.ErrNotExist)
	}
	assert.Equal(t, 2, calls)
}
