package edit

import (
	"bytes"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// HasComments reports whether there are comments in n, which a fix that writes n
// anew would lose or move.
func HasComments(file *ast.File, n ast.Node) bool {
	return slices.ContainsFunc(file.Comments, func(g *ast.CommentGroup) bool {
		return n.Pos() < g.Pos() && g.End() <= n.End()
	})
}

// A Source is the text of one file under analysis.
type Source struct {
	file *token.File
	text []byte
}

// NewSource returns the text of the file that contains pos, nil if the driver
// can't provide it or it is not the text that was parsed.
func NewSource(pass *analysis.Pass, pos token.Pos) *Source {
	file := pass.Fset.File(pos)
	if file == nil || pass.ReadFile == nil {
		return nil
	}
	text, err := pass.ReadFile(file.Name())
	if err != nil || len(text) != file.Size() {
		return nil
	}
	return &Source{file, text}
}

// Text returns the text of n.
func (s *Source) Text(n ast.Node) string {
	return string(s.text[s.file.Offset(n.Pos()):s.file.Offset(n.End())])
}

// Indent returns the white space at the start of the line of pos.
func (s *Source) Indent(pos token.Pos) string {
	line := s.text[s.lineStart(pos):]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

func (s *Source) lineStart(pos token.Pos) int {
	offset := s.file.Offset(pos)
	return bytes.LastIndexByte(s.text[:offset], '\n') + 1
}

// Replace returns the edit that puts text in the place of n. The lines of text
// after the first are indented as the line on which n starts.
func (s *Source) Replace(n ast.Node, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: n.Pos(), End: n.End(), NewText: []byte(s.indented(n.Pos(), text))}
}

// InsertBefore returns the edit that puts the lines of text before the line on
// which n, a statement at the start of its line, starts.
func (s *Source) InsertBefore(n ast.Node, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: n.Pos(), End: n.Pos(), NewText: []byte(s.indented(n.Pos(), text+"\n"))}
}

// InsertAfter returns the edit that puts the lines of text after n, a statement,
// and after the comment that trails it.
func (s *Source) InsertAfter(n ast.Node, text string) analysis.TextEdit {
	pos := n.End()
	offset := s.file.Offset(pos)
	if rest, _, _ := bytes.Cut(s.text[offset:], []byte("\n")); bytes.HasPrefix(bytes.TrimLeft(rest, " \t"), []byte("//")) {
		pos += token.Pos(len(rest))
	}
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(s.indented(n.Pos(), "\n"+text))}
}

// Delete returns the edit that removes n, a statement, and the line that it
// leaves empty.
func (s *Source) Delete(n ast.Node) analysis.TextEdit {
	start, end := s.file.Offset(n.Pos()), s.file.Offset(n.End())
	lineStart := s.lineStart(n.Pos())
	rest, _, _ := bytes.Cut(s.text[end:], []byte("\n"))
	if len(bytes.TrimSpace(s.text[lineStart:start])) == 0 && len(bytes.TrimSpace(rest)) == 0 {
		start, end = lineStart, min(end+len(rest)+1, len(s.text))
	}
	return analysis.TextEdit{Pos: s.file.Pos(start), End: s.file.Pos(end)}
}

// indented returns text with the lines after the first indented as the line of
// pos. Text that already stood in the file must not have line breaks of its own
// in raw strings.
func (s *Source) indented(pos token.Pos, text string) string {
	return strings.ReplaceAll(text, "\n", "\n"+s.Indent(pos))
}
