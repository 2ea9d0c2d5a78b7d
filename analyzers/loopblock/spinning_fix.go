package loopblock

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// fixBreak makes brk, which is meant to leave the loop, do so: it returns where
// nothing comes after the loop, and breaks to the loop's label otherwise. It
// returns nil where the text of the loop is not as gofmt writes it.
func (s *spinner) fixBreak(v *loops.View, brk *ast.BranchStmt) []analysis.SuggestedFix {
	typ, body := ir.FuncSyntax(v.Actor.In)
	if body == nil {
		return nil
	}
	if typ.Results == nil && isLast(body.List, v.Actor.For) {
		return []analysis.SuggestedFix{{
			Message:   "Return",
			TextEdits: []analysis.TextEdit{{Pos: brk.Pos(), End: brk.End(), NewText: []byte("return")}},
		}}
	}
	label, edits := s.label(body, v.Actor.For)
	if label == "" {
		return nil
	}
	edits = append(edits, analysis.TextEdit{Pos: brk.Pos(), End: brk.End(), NewText: []byte("break " + label)})
	return []analysis.SuggestedFix{{Message: "Leave the loop", TextEdits: edits}}
}

// isLast reports whether loop, labelled or not, is the last of the statements.
func isLast(list []ast.Stmt, loop ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	last := list[len(list)-1]
	if labeled, ok := last.(*ast.LabeledStmt); ok {
		last = labeled.Stmt
	}
	return last == loop
}

// label returns the label of the loop, and the edits that give it one if it has
// none.
func (s *spinner) label(body *ast.BlockStmt, loop ast.Stmt) (string, []analysis.TextEdit) {
	taken := make(map[string]bool)
	found := ""
	ast.Inspect(body, func(n ast.Node) bool {
		if l, ok := n.(*ast.LabeledStmt); ok {
			taken[l.Label.Name] = true
			if l.Stmt == loop {
				found = l.Label.Name
			}
		}
		return true
	})
	if found != "" {
		return found, nil
	}
	src := edit.NewSource(s.pass, loop.Pos())
	if src == nil {
		return "", nil
	}
	indent := src.Indent(loop.Pos())
	start := loop.Pos() - token.Pos(len(indent))
	file := s.pass.Fset.File(loop.Pos())
	if indent == "" || start != file.LineStart(file.Line(loop.Pos())) {
		return "", nil
	}
	name := "loop"
	for taken[name] {
		name += "2"
	}
	return name, []analysis.TextEdit{{Pos: start, End: start, NewText: []byte(indent[:len(indent)-1] + name + ":\n")}}
}
