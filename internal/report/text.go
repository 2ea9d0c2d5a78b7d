package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// writeText writes findings as a compiler writes its errors, each followed by
// its source line, by the evidence, and by the fix if there is one; and then
// the summary. A run that found and hid nothing writes nothing. Problems are
// only counted: the command prints them elsewhere.
func writeText(w io.Writer, r *Report, src *sources, p painter) error {
	t := &text{w: w, src: src, paint: p}
	for i := range r.Findings {
		t.finding(&r.Findings[i])
	}
	if line := summarize(r, src).String(); line != "" {
		t.printf("%s\n", p.paint(bold, line))
	}
	return t.err
}

// text remembers the first error of its writer.
type text struct {
	w     io.Writer
	src   *sources
	paint painter
	err   error
}

func (t *text) printf(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format, args...)
	}
}

func (t *text) finding(f *Finding) {
	gutter := len(strconv.Itoa(f.Pos.Line))
	for _, rel := range f.Related {
		gutter = max(gutter, len(strconv.Itoa(rel.Pos.Line)))
	}
	severity := severityStyle(f.Severity)
	t.printf("%s: %s %s\n",
		t.paint.paint(bold, t.where(f.Pos)),
		oneLine(f.Message),
		t.paint.paint(severity, "["+oneLine(f.ID())+"]"))
	t.source(f.Pos, f.End, gutter, "^", severity)
	for _, rel := range f.Related {
		t.printf("  %s: %s\n", t.where(rel.Pos), oneLine(rel.Message))
		t.source(rel.Pos, rel.End, gutter, "-", blue)
	}
	if fix := f.fix(); fix != nil {
		t.printf("  %s %s\n", t.paint.paint(green, "fix available: "+oneLine(fix.Message)), t.paint.paint(dim, "(-fix)"))
	}
	t.printf("\n")
}

// source prints the line of pos with what is meant on it marked.
func (t *text) source(pos, end Position, gutter int, mark string, s style) {
	src := t.src.file(pos.File)
	line, ok := src.line(pos.Line)
	if !ok {
		return
	}
	bar := t.paint.paint(dim, "|")
	from, to, marked := src.span(pos, end)
	drawn, blanks, count := excerpt(line, from, to)
	if drawn == "" && marked {
		drawn = " " // so that the mark has something above it
	}
	number := t.paint.paint(dim, fmt.Sprintf("%*d", gutter, pos.Line))
	t.printf("  %s %s %s\n", number, bar, drawn)
	if marked {
		t.printf("  %*s %s %s%s\n", gutter, "", bar, strings.Repeat(" ", blanks), t.paint.paint(s, strings.Repeat(mark, count)))
	}
}

func (t *text) where(pos Position) string {
	name, _ := t.src.rel(pos.File)
	return pos.in(oneLine(name))
}

// in prints a position as compilers do, as far as it is known, in a file that
// is called name here.
func (p Position) in(name string) string {
	if name == "" {
		name = "-"
	}
	switch {
	case p.Line < 1:
		return name
	case p.Column < 1:
		return fmt.Sprintf("%s:%d", name, p.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", name, p.Line, p.Column)
	}
}
