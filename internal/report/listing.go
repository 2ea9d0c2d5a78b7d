package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// A listing is a part of a file as the page shows it, with marks in it.
type listing struct {
	File string // "" where the file needs no naming
	Rows []row
}

// A row is a line of a listing, or a gap between lines if Line is 0.
type row struct {
	Line     int
	Marked   bool
	Segments []segment
	Notes    []note // what the marks that begin on the line mean
}

// A segment is a piece of a line with one look.
type segment struct {
	Class string
	Text  string
}

// A note is a step of the evidence.
type note struct {
	Number int
	Where  string
	Text   string
	Indent string // blanks as wide as what is before the mark in its line
}

// A mark is a place to be shown: the finding's, with number 0, or a step of its
// evidence.
type mark struct {
	file     string
	pos, end Position
	note     note
	from, to int // offsets, once the file is known
}

// How many lines are shown before and after a mark, and at most of a mark.
const (
	linesAround = 3
	linesOfMark = 10
	maxLineLen  = 400 // bytes
)

// listing shows the marks of one file. marks must be on lines that are there.
func (p *pageBuilder) listing(name string, marks []mark) listing {
	src := p.src.file(name)
	out := listing{File: p.src.slash(name)}
	if strings.HasSuffix(name, ".go") && p.tokens[src] == nil {
		p.tokens[src] = tokens(src.data)
	}
	toks := p.tokens[src]

	total := len(src.lines)
	if total > 1 && src.lines[total-1] == len(src.data) {
		total-- // the empty line after the last line ending
	}
	show := make(map[int]bool)
	for i := range marks {
		m := &marks[i]
		locate(src, toks, m)
		last := min(max(m.pos.Line, m.end.Line), m.pos.Line+linesOfMark)
		for line := max(1, m.pos.Line-linesAround); line <= min(last+linesAround, max(total, m.pos.Line)); line++ {
			show[line] = true
		}
	}
	lines := slices.Sorted(maps.Keys(show))
	lines = slices.DeleteFunc(lines, func(line int) bool {
		return !marked(marks, line) && blankEdge(src, show, line)
	})
	for i, line := range lines {
		if i > 0 && line > lines[i-1]+1 {
			if line == lines[i-1]+2 { // a gap mark would be no shorter than the line
				out.Rows = append(out.Rows, buildRow(src, toks, marks, line-1))
			} else {
				out.Rows = append(out.Rows, row{})
			}
		}
		out.Rows = append(out.Rows, buildRow(src, toks, marks, line))
	}
	return out
}

func marked(marks []mark, line int) bool {
	return slices.ContainsFunc(marks, func(m mark) bool { return m.pos.Line <= line && line <= m.end.Line || m.pos.Line == line })
}

// blankEdge reports whether nothing but blank lines is shown between a line and
// the start or end of its block, itself included.
func blankEdge(src *source, show map[int]bool, line int) bool {
	for _, step := range []int{-1, 1} {
		at := line
		for show[at] && isBlank(src, at) {
			at += step
		}
		if !show[at] {
			return true
		}
	}
	return false
}

func isBlank(src *source, line int) bool {
	text, _ := src.line(line)
	return strings.TrimSpace(text) == ""
}

// locate finds the offsets of a mark. One of unknown extent covers the token
// at its start.
func locate(src *source, toks []tokenSpan, m *mark) {
	m.from, _ = src.offset(m.pos.Line, m.pos.Column)
	m.to = m.from
	if m.end.File == m.pos.File && m.end.Line >= m.pos.Line {
		if to, ok := src.offset(m.end.Line, m.end.Column); ok {
			m.to = max(m.from, to)
		}
	}
	if m.to > m.from || m.pos.Column < 1 {
		return
	}
	i, _ := slices.BinarySearchFunc(toks, m.from, func(t tokenSpan, at int) int { return cmp.Compare(t.to, at+1) })
	if i < len(toks) && toks[i].from <= m.from {
		m.to = toks[i].to
	} else if _, size := utf8.DecodeRune(src.data[m.from:]); size > 0 {
		m.to += size
	}
}

func buildRow(src *source, toks []tokenSpan, marks []mark, line int) row {
	text, _ := src.line(line)
	start := src.lines[line-1]
	end := start + len(text)
	out := row{Line: line}
	cuts := []int{start, end}
	focus := start
	for _, m := range marks {
		if m.pos.Line == line {
			out.Marked = true
			focus = max(focus, m.from)
			if m.note.Number > 0 {
				n := m.note
				if len(text) <= maxLineLen {
					n.Indent = strings.Repeat(" ", columns(cells(text[:m.from-start])))
				}
				out.Notes = append(out.Notes, n)
			}
		}
		if m.from < end && m.to > start {
			cuts = append(cuts, max(m.from, start), min(m.to, end))
		}
	}
	i, _ := slices.BinarySearchFunc(toks, start, func(t tokenSpan, at int) int { return cmp.Compare(t.to, at+1) })
	inLine := toks[i:]
	for n, t := range inLine {
		if t.from >= end {
			inLine = inLine[:n]
			break
		}
		if t.class != "" {
			cuts = append(cuts, max(t.from, start), min(t.to, end))
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	from, to := clip(src.data, start, end, focus)
	if from > start {
		out.Segments = append(out.Segments, segment{"", "…"})
	}
	for n := range len(cuts) - 1 {
		a, b := max(cuts[n], from), min(cuts[n+1], to)
		if a < b {
			out.Segments = append(out.Segments, segment{look(a, inLine, marks), visible(string(src.data[a:b]))})
		}
	}
	if to < end {
		out.Segments = append(out.Segments, segment{"", "…"})
	}
	for _, m := range marks {
		if m.pos.Line == line && m.from == m.to && m.pos.Column > 0 { // at the end of the line
			out.Segments = append(out.Segments, segment{markClass(m), " "})
			break
		}
	}
	return out
}

// clip chooses the part of a line that is shown: all of it, or a window about
// the focus if the line is very long.
func clip(data []byte, start, end, focus int) (from, to int) {
	if end-start <= maxLineLen {
		return start, end
	}
	from = max(start, min(focus-maxLineLen/4, end-maxLineLen))
	to = min(end, from+maxLineLen)
	for from > start && !utf8.RuneStart(data[from]) {
		from--
	}
	for to < end && !utf8.RuneStart(data[to]) {
		to++
	}
	return from, to
}

// look returns the classes of the text at an offset.
func look(at int, toks []tokenSpan, marks []mark) string {
	var classes []string
	for _, t := range toks {
		if t.class != "" && t.from <= at && at < t.to {
			classes = append(classes, t.class)
		}
	}
	for _, m := range marks {
		if m.from <= at && at < m.to {
			if c := markClass(m); !slices.Contains(classes, c) {
				classes = append(classes, c)
			}
		}
	}
	return strings.Join(classes, " ")
}

func markClass(m mark) string {
	if m.note.Number == 0 {
		return "hit"
	}
	return "ev"
}

// visible replaces control characters and those that reorder text, but tabs and
// newlines.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && r != '\n' && unsafeRune(r) {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}
