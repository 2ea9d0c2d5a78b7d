package lostpanic

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// swallowed looks for recovers that throw the panic's value away in a task or a
// callback: whoever started it learns nothing of the panic, and neither does the
// log.
func (c *checker) swallowed() {
	for _, r := range c.found.builtin {
		if r.ranged || c.skips(r.at) {
			continue
		}
		branch, ok := discarding(r)
		if !ok {
			continue
		}
		for _, u := range c.roles.of(r.in) {
			if u.role != deferred {
				continue
			}
			if owner := functionAround(u.at); owner != nil && c.losesPanic(r, branch, u.at, *owner) {
				c.reportSwallowed(r, u.at, *owner)
				break
			}
		}
	}
}

// losesPanic reports whether a panic in the function at owner, which defers call,
// leaves no trace but that the function ends.
func (c *checker) losesPanic(r *recovery, branch *ast.IfStmt, call, owner inspector.Cursor) bool {
	return c.runsAsync(owner.Node()) && c.endsSilently(owner.Node()) &&
		!c.explained(r, call) && c.cleansUpOnly(r, branch, owner) && !c.guardsChannel(owner.Node())
}

func (c *checker) reportSwallowed(r *recovery, call, owner inspector.Cursor) {
	what := "this " + c.kindOf(owner.Node())
	if decl, ok := owner.Node().(*ast.FuncDecl); ok {
		what = decl.Name.Name
	}
	var related []analysis.RelatedInformation
	if r.in.Node().Pos() < owner.Node().Pos() || r.in.Node().End() > owner.Node().End() {
		related = append(related, diagnose.Related(call.Parent().Node(), "deferred here"))
	}
	message := fmt.Sprintf("recover throws the value of the panic away: %s stops in the middle, and nobody learns that or why", what)
	if c.restarts(r, owner) {
		message = fmt.Sprintf("recover throws the value of the panic away: %s starts again, and nobody learns that or why", what)
	}
	c.rep.ReportOn(r.call(), swallowedPanic, message, related, c.swallowedFix(r)...)
}

func (c *checker) kindOf(fn ast.Node) string {
	if c.isTask(fn) {
		return "task"
	}
	return "callback"
}

// discarding reports whether nothing is done with the value of r but comparing it
// with nil. If that decides over a branch, it is returned.
func discarding(r *recovery) (branch *ast.IfStmt, ok bool) {
	at := r.at
	for {
		if kind, _ := at.ParentEdge(); kind != edge.ParenExpr_X {
			break
		}
		at = at.Parent()
	}
	kind, _ := at.ParentEdge()
	switch kind {
	case edge.ExprStmt_X:
		return nil, true
	case edge.BinaryExpr_X, edge.BinaryExpr_Y:
		cond := at.Parent()
		if kind, _ := cond.ParentEdge(); kind != edge.IfStmt_Cond {
			return nil, false
		}
		branch := cond.Parent().Node().(*ast.IfStmt)
		return branch, branch.Else == nil && isNilTest(branch.Cond)
	case edge.AssignStmt_Rhs:
		assign := at.Parent()
		if kind, _ := assign.ParentEdge(); kind != edge.IfStmt_Init {
			return nil, false
		}
		branch := assign.Parent().Node().(*ast.IfStmt)
		if branch.Else != nil || !isNilTest(branch.Cond) {
			return nil, false
		}
		id, ok := assign.Node().(*ast.AssignStmt).Lhs[0].(*ast.Ident)
		return branch, ok && !mentions(branch.Body, id.Name)
	}
	return nil, false
}

func isNilTest(e ast.Expr) bool {
	cond, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ {
		return false
	}
	return isNil(cond.X) || isNil(cond.Y)
}

func isNil(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && id.Name == "nil"
}

func mentions(n ast.Node, name string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}

// runsAsync reports whether fn runs as a task, or as a callback that the model
// knows.
func (c *checker) runsAsync(fn ast.Node) bool {
	if c.isTask(fn) || c.isHandler(fn) {
		return true
	}
	for _, cb := range loops.Of(c.pass).Callbacks() {
		if cb.Body == fn {
			return true
		}
	}
	return false
}

func (c *checker) isTask(fn ast.Node) bool {
	for _, t := range c.tasks.All() {
		for _, b := range t.Bodies {
			if b.Node == fn {
				return true
			}
		}
	}
	return false
}

// endsSilently reports whether fn, ended by a panic that it recovers from, returns
// nothing that says so: it has no results, or a nil error. Other zero values may
// mean that it failed.
func (c *checker) endsSilently(fn ast.Node) bool {
	ft, _ := ir.FuncSyntax(fn)
	if ft.Results.NumFields() == 0 {
		return true
	}
	return ft.Results.NumFields() == 1 &&
		types.Identical(typeOf(c.pass.TypesInfo, ft.Results.List[0].Type), types.Universe.Lookup("error").Type())
}

// explained reports whether a comment stands in the deferred function, or next to
// its defer statement: then whoever reads it learns why nothing is done, or the
// author told another linter that nothing is to be done.
func (c *checker) explained(r *recovery, call inspector.Cursor) bool {
	_, body := ir.FuncSyntax(r.in.Node())
	stmt := call.Parent().Node()
	return slices.ContainsFunc(fileOf(r.at).Comments, func(g *ast.CommentGroup) bool {
		return c.within(g, body) || c.within(g, stmt) || c.above(g, stmt)
	})
}

// within reports whether g stands on the lines of n.
func (c *checker) within(g *ast.CommentGroup, n ast.Node) bool {
	return c.line(n.Pos()) <= c.line(g.Pos()) && c.line(g.End()) <= c.line(n.End())
}

// above reports whether g stands alone on the lines before n.
func (c *checker) above(g *ast.CommentGroup, n ast.Node) bool {
	comment, node := c.pass.Fset.Position(g.Pos()), c.pass.Fset.Position(n.Pos())
	return c.line(g.End()) == node.Line-1 && comment.Column == node.Column
}
