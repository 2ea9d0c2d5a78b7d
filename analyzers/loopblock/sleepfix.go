package loopblock

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// sleepFix replaces time.Sleep in the body of a case by a select on a timer and on
// what ends the loop. It returns nil unless the sleep is the last that the case does,
// so that nothing is left undone, and leaving is all that the shutdown case does.
func (c *checker) sleepFix(a *loops.Actor, cs *loops.Case, w *mayblock.Witness) []analysis.SuggestedFix {
	call, ok := w.Node.(*ast.CallExpr)
	if !ok || cs.In != a.In || calleeOf(c.pass.TypesInfo, call) != (apimodel.Symbol{Pkg: "time", Name: "Sleep"}) {
		return nil
	}
	i := slices.IndexFunc(cs.Body, func(s ast.Stmt) bool {
		stmt, ok := s.(*ast.ExprStmt)
		return ok && ast.Unparen(stmt.X) == ast.Expr(call)
	})
	file := ir.Of(c.pass).File(call.Pos())
	if i < 0 || i < len(cs.Body)-1 || file == nil {
		return nil
	}
	recv, leave := c.shutdown(a, file, call.Pos())
	if recv == nil {
		return nil
	}
	src := edit.NewSource(c.pass, call.Pos())
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if src == nil || !ok || edit.HasComments(file, cs.Body[i]) {
		return nil // with a dot import of time the names would have to be looked up
	}
	pkg, d := src.Text(sel.X), src.Text(call.Args[0])
	text := "select {\ncase <-" + pkg + ".After(" + d + "):\ncase " + src.Text(recv) + ":\n\t" + src.Text(leave) + "\n}"
	if !edit.GoVersion(c.pass, file, "go1.23") {
		timer := edit.NewNames(c.pass.TypesInfo, file, call.Pos(), a.For).Fresh("timer")
		text = timer + " := " + pkg + ".NewTimer(" + d + ")\nselect {\ncase <-" + timer + ".C:\ncase " + src.Text(recv) + ":\n\t" +
			timer + ".Stop()\n\t" + src.Text(leave) + "\n}"
	}
	return []analysis.SuggestedFix{{
		Message:   "Wait for " + chanName(&loops.Case{Chan: recv.X}) + " too",
		TextEdits: []analysis.TextEdit{src.Replace(cs.Body[i], text)},
	}}
}

// shutdown returns the receive that ends the loop and the statement with which it
// does, which mean the same at pos; nil if there is none that does nothing else.
func (c *checker) shutdown(a *loops.Actor, file *ast.File, pos token.Pos) (*ast.UnaryExpr, ast.Stmt) {
	for _, cs := range a.Shutdown() {
		if cs.In != a.In || len(cs.Body) != 1 {
			continue
		}
		stmt, ok := cs.Comm.Comm.(*ast.ExprStmt)
		if !ok {
			continue
		}
		recv, ok := ast.Unparen(stmt.X).(*ast.UnaryExpr)
		if !ok || !c.leaves(a, cs, cs.Body[0]) || !c.sameAt(recv.X, file, pos) {
			continue
		}
		switch leave := cs.Body[0].(type) {
		case *ast.BranchStmt:
			return recv, leave
		case *ast.ReturnStmt:
			if !slices.ContainsFunc(leave.Results, func(e ast.Expr) bool { return !c.sameAt(e, file, pos) }) {
				return recv, leave
			}
		}
	}
	return nil, nil
}

// sameAt reports whether e is an operand, or the call of a method without
// arguments, that means the same at pos.
func (c *checker) sameAt(e ast.Expr, file *ast.File, pos token.Pos) bool {
	same := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case nil, *ast.ParenExpr, *ast.BasicLit:
		case *ast.SelectorExpr:
			same = same && c.sameAt(n.X, file, pos)
			return false
		case *ast.CallExpr:
			same = same && len(n.Args) == 0
		case *ast.Ident:
			same = same && edit.Lookup(c.pass.TypesInfo, file, pos, n.Name) == c.pass.TypesInfo.Uses[n]
		default:
			same = false
		}
		return same
	})
	return same
}
