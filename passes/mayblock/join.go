package mayblock

import (
	"go/ast"
	"slices"
)

// join takes e, a wait on expr, for the end of tasks if expr is a variable of
// the body, or of one that calls or starts it: then the tasks are started by the body
// too, or by a function that the variable is passed to.
func (w *walker) join(expr ast.Expr, e event) bool {
	if w.isOwn(expr) {
		w.joins = append(w.joins, e)
		if id, ok := ast.Unparen(expr).(*ast.Ident); ok {
			w.awaited = append(w.awaited, w.info.Uses[id])
		}
		return true
	}
	return w.isOuters(expr)
}

// isOuters reports whether expr is a variable of a function that calls or
// starts the literal at hand.
func (w *walker) isOuters(expr ast.Expr) bool {
	for outer := w.outer; outer != nil; outer = outer.outer {
		if outer.isOwn(expr) {
			return true
		}
	}
	return false
}

// isAwaited reports whether the statement with task, which starts it or makes its
// function, mentions a group or channel that the body waits for: what is started
// beside those may run on.
func (w *walker) isAwaited(task ast.Node) bool {
	stmt := ast.Stmt(w.block)
	ast.Inspect(w.block, func(n ast.Node) bool {
		if n == nil || n == task || task.Pos() < n.Pos() || n.End() <= task.Pos() {
			return false
		}
		if s, ok := n.(ast.Stmt); ok {
			stmt = s
		}
		return true
	})
	found := false
	ast.Inspect(stmt, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && slices.Contains(w.awaited, w.info.Uses[id]) {
			found = true
		}
		return !found
	})
	return found
}
