package report

import (
	"bytes"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// ReadOnce returns a function that reads each file once, by readFile, and
// answers from memory afterwards. It lets [AddFingerprints] and [Write] share
// what they read. nil stands for os.ReadFile. It is not safe for concurrent use.
func ReadOnce(readFile func(string) ([]byte, error)) func(string) ([]byte, error) {
	if readFile == nil {
		readFile = os.ReadFile
	}
	type result struct {
		data []byte
		err  error
	}
	read := make(map[string]result)
	return func(name string) ([]byte, error) {
		r, ok := read[name]
		if !ok {
			r.data, r.err = readFile(name)
			read[name] = r
		}
		return r.data, r.err
	}
}

// sources gives access to the source files of one report by the names that
// positions carry.
type sources struct {
	dir      string
	readFile func(string) ([]byte, error)
	files    map[string]*source
}

func newSources(dir string, readFile func(string) ([]byte, error)) *sources {
	if readFile == nil {
		readFile = os.ReadFile
	}
	return &sources{dir: dir, readFile: readFile, files: make(map[string]*source)}
}

// file returns the named file, nil if it can't be read.
func (s *sources) file(name string) *source {
	if name == "" {
		return nil
	}
	name = s.abs(name)
	src, ok := s.files[name]
	if !ok {
		if data, err := s.readFile(name); err == nil {
			src = newSource(data)
		}
		s.files[name] = src // nil too: a failure isn't tried again
	}
	return src
}

func (s *sources) abs(name string) string {
	if s.dir == "" || filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(s.dir, name)
}

// rel returns the name relative to the report's directory, and whether the
// file is inside. A file outside keeps its name.
func (s *sources) rel(name string) (string, bool) {
	if name == "" {
		return "", false
	}
	if !filepath.IsAbs(name) {
		name = filepath.Clean(name)
		return name, filepath.IsLocal(name)
	}
	if s.dir != "" {
		if rel, err := filepath.Rel(s.dir, name); err == nil && filepath.IsLocal(rel) {
			return rel, true
		}
	}
	return name, false
}

// slash is rel with forward slashes, for everything but a terminal.
func (s *sources) slash(name string) string {
	rel, _ := s.rel(name)
	return filepath.ToSlash(rel)
}

// A source is the text of a file and an index of its lines.
type source struct {
	data  []byte
	lines []int // offset of each line's start
}

func newSource(data []byte) *source {
	lines := []int{0}
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return &source{data, lines}
		}
		at += i + 1
		lines = append(lines, at)
	}
}

// line returns the text of line n, counted from 1, without its line ending. ok
// is false if there is no such line, as in a file edited since the analysis. A
// nil source has no lines. The place after a final line ending is a line, an
// empty one, since findings can sit at the end of a file.
func (s *source) line(n int) (text string, ok bool) {
	if s == nil || n < 1 || n > len(s.lines) {
		return "", false
	}
	start, end := s.lines[n-1], len(s.data)
	if n < len(s.lines) {
		end = s.lines[n] - 1
	}
	return strings.TrimSuffix(string(s.data[start:end]), "\r"), true
}

// span returns the bytes [from, to) of the line of pos that a finding from pos
// to end covers. It is clamped to the line, and empty if the end is unknown. ok
// is false if the line is not there or pos has no column.
func (s *source) span(pos, end Position) (from, to int, ok bool) {
	line, ok := s.line(pos.Line)
	if !ok || pos.Column < 1 {
		return 0, 0, false
	}
	from = min(pos.Column-1, len(line))
	switch {
	case end.File != pos.File && end.File != "", end.Line < pos.Line:
		to = from
	case end.Line > pos.Line:
		to = len(strings.TrimRight(line, " \t"))
	default:
		to = min(end.Column-1, len(line))
	}
	return from, max(from, to), true
}

// at returns the position of a byte offset; ok is false outside the file.
func (s *source) at(offset int) (line, column int, ok bool) {
	if s == nil || offset < 0 || offset > len(s.data) {
		return 0, 0, false
	}
	line = sort.SearchInts(s.lines, offset+1)
	return line, offset - s.lines[line-1] + 1, true
}

// offset is the reverse of at, with the column clamped to the line.
func (s *source) offset(line, column int) (offset int, ok bool) {
	text, ok := s.line(line)
	if !ok {
		return 0, false
	}
	return s.lines[line-1] + min(max(column-1, 0), len(text)), true
}

// utf16Column converts a column in bytes to one in UTF-16 code units. It is 0,
// for unknown, if the line can't be read.
func (s *source) utf16Column(line, column int) int {
	if s == nil || line < 1 || line > len(s.lines) || column < 1 {
		return 0
	}
	// Not by way of line: an edit may end between \r and \n.
	start := s.lines[line-1]
	stop := start + min(column-1, len(s.data)-start)
	if line < len(s.lines) {
		stop = min(stop, s.lines[line]-1)
	}
	units := 1
	for rest := s.data[start:stop]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		units += utf16.RuneLen(r)
		rest = rest[size:]
	}
	return units
}
