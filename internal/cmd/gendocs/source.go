package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"
)

// A source is a fixture as readers are to see it.
type source struct {
	lines []string // of the file, without expectations
	text  string   // the same, formatted
	body  string   // what follows the package clause and the imports
}

// expectation matches the comments that tell analysistest what to expect.
var expectation = regexp.MustCompile(`[ \t]*(//[ \t]*want\b.*|/\*[ \t]*want\b.*?\*/)`)

func readSource(name string) (*source, error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return newSource(name, content)
}

func newSource(name string, content []byte) (*source, error) {
	s := new(source)
	var kept []string
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSuffix(line, "\n")
		stripped := expectation.ReplaceAllString(line, "")
		s.lines = append(s.lines, stripped)
		if stripped != "" || line == "" { // not a line that held nothing else
			kept = append(kept, stripped)
		}
	}
	text, err := format.Source([]byte(strings.Join(kept, "\n") + "\n"))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, text, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	clause := fset.Position(f.Name.End()).Offset
	after := clause
	for _, d := range f.Decls {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			after = fset.Position(d.End()).Offset
		}
	}
	s.text = strings.TrimSpace(string(text[clause:])) + "\n"
	s.body = strings.TrimSpace(string(text[after:])) + "\n"
	return s, nil
}

// pageWidth is how many columns of a block of text are seen without scrolling.
const pageWidth = 100

// excerpt shows the line where p begins, with p underlined and the message
// beside it, as the command does on a terminal.
func (s *source) excerpt(p place, message string) string {
	if p.pos.Line < 1 || p.pos.Line > len(s.lines) {
		return message + "\n"
	}
	line := s.lines[p.pos.Line-1]
	code := strings.TrimLeft(line, " \t")
	indent := len(line) - len(code)
	from := max(p.pos.Column-1-indent, 0)
	to := len(code)
	if p.end.Line == p.pos.Line {
		to = min(p.end.Column-1-indent, to)
	}
	from = min(from, len(code))
	mark := blanks(code[:from]) + strings.Repeat("^", max(to-from, 1))
	sep := " "
	if len(mark)+len(message) > pageWidth {
		sep = "\n"
	}
	return code + "\n" + mark + sep + message + "\n"
}

// blanks returns spaces of the width of s, keeping its tabs.
func blanks(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, s)
}
