package lostfuture

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/ir"
)

// fixWriters returns the fix that makes an edit at the assignments of all writers,
// nil if there is none for one of them.
func (c *collector) fixWriters(v *verdict, message string, change func(writer, *ast.AssignStmt) (analysis.TextEdit, bool)) []analysis.SuggestedFix {
	var edits []analysis.TextEdit
	var done []*ast.AssignStmt
	for _, w := range v.writers {
		assign, ok := ir.Innermost[*ast.AssignStmt](c.ir, w.store.Pos())
		if !ok || assign.Tok != token.ASSIGN {
			return nil
		}
		if slices.Contains(done, assign) {
			continue // a literal that is started in several places
		}
		done = append(done, assign)
		e, ok := change(w, assign)
		if !ok {
			return nil
		}
		edits = append(edits, e)
	}
	return []analysis.SuggestedFix{{Message: message, TextEdits: edits}}
}

// ownVariables is the fix for a variable that only tasks read: each of them gets
// one of its own, declared by the assignment. Others must still read the old
// one, so that it isn't declared in vain.
func (c *collector) ownVariables(v *verdict) []analysis.SuggestedFix {
	used := slices.ContainsFunc(c.ir.Uses(v.cell).Loads, func(load *ssa.UnOp) bool {
		return !slices.ContainsFunc(v.writers, func(w writer) bool { return ir.Within(load.Parent(), w.flow.Bodies[0]) })
	})
	if !used {
		return nil
	}
	return c.fixWriters(v, "declare a variable of the goroutine's own", c.ownVariable)
}

// ownVariable declares a variable by the assignment. That changes nothing else if
// the task doesn't mention the one from outside before, nor where the scope of the
// new one has ended.
func (c *collector) ownVariable(w writer, assign *ast.AssignStmt) (e analysis.TextEdit, ok bool) {
	lit, ok := w.flow.Bodies[0].Syntax().(*ast.FuncLit)
	if !ok {
		return e, false
	}
	var outer types.Object
	for _, lhs := range assign.Lhs {
		id, ok := lhs.(*ast.Ident)
		switch {
		case !ok || id.Name != "_" && outer != nil:
			return e, false // another variable, perhaps from outside too
		case id.Name != "_":
			outer = c.info.Uses[id]
		}
	}
	parent := c.parent(assign)
	if outer == nil || parent == nil {
		return e, false
	}
	safe := true
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && c.info.Uses[id] == outer && !slices.Contains(assign.Lhs, ast.Expr(id)) {
			safe = safe && assign.End() <= id.Pos() && id.Pos() < parent.End()
		}
		return safe
	})
	return analysis.TextEdit{Pos: assign.TokPos, End: assign.TokPos + 1, NewText: []byte(":=")}, safe
}

// onlyFailures is the fix for a variable that is assigned to under a lock: nil is
// no longer assigned.
func (c *collector) onlyFailures(v *verdict) []analysis.SuggestedFix {
	return c.fixWriters(v, "assign to "+v.cell.Comment+" only where there is an error", c.onlyFailure)
}

// onlyFailure puts the assignment of a variable of the task's own, which stands on
// a line of its own, into an if statement.
func (c *collector) onlyFailure(w writer, assign *ast.AssignStmt) (e analysis.TextEdit, ok bool) {
	if len(assign.Lhs) != 1 || !c.locked(w.store) {
		return e, false
	}
	to, ok := assign.Lhs[0].(*ast.Ident)
	if !ok {
		return e, false
	}
	from, ok := assign.Rhs[0].(*ast.Ident)
	if !ok {
		return e, false
	}
	lit, ok := w.flow.Bodies[0].Syntax().(*ast.FuncLit)
	own := c.info.Uses[from]
	if !ok || own == nil || own.Pos() < lit.Pos() || lit.End() <= own.Pos() {
		return e, false
	}
	block, ok := c.parent(assign).(*ast.BlockStmt)
	src := edit.NewSource(c.pass, assign.Pos())
	if !ok || src == nil || edit.Lookup(c.info, c.ir.File(assign.Pos()), assign.Pos(), "nil") != types.Universe.Lookup("nil") {
		return e, false
	}
	line := c.line(assign.Pos())
	alone := c.line(block.Lbrace) < line && line < c.line(block.Rbrace) && !slices.ContainsFunc(block.List, func(s ast.Stmt) bool {
		return s != ast.Stmt(assign) && c.line(s.Pos()) <= line && line <= c.line(s.End())
	})
	return src.Replace(assign, "if "+from.Name+" != nil {\n\t"+to.Name+" = "+from.Name+"\n}"), alone
}

// parent returns the block, clause or statement that a statement is part of, nil
// if that is of another kind.
func (c *collector) parent(s ast.Stmt) ast.Node {
	path := c.ir.Path(s.Pos())
	i := slices.Index(path, ast.Node(s))
	if i < 1 {
		return nil
	}
	switch parent := path[i-1].(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause, *ast.IfStmt, *ast.SwitchStmt:
		return parent
	}
	return nil
}
