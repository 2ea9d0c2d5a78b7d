package lostfuture

import (
	"go/ast"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/types/typeutil"
)

// answer reports a call that tells whether the work was accepted if its result
// is dropped.
func (c *checker) answer(call call) {
	row := c.model.Answer(call.fn)
	if row == nil || !row.Definite || dropped(call.at) == edge.Invalid || c.ignored(call) {
		return
	}
	if call.fn.Pkg().Path() == "sync" && !c.unlocksLater(call) {
		return
	}
	text := "the answer of " + call.name() + " is dropped: "
	if what, ok := strings.CutPrefix(row.What, "false: "); ok {
		text += "if it is false, " + what
	} else {
		text += "a refusal goes unnoticed"
	}
	c.rep.ReportOn(call.expr, unreadAnswer, text, nil)
}

// unlocksLater reports whether the statements after call, which tries to lock a
// mutex, unlock it as if it were locked. A mutex that is unlocked at once is not
// meant to protect anything: whoever had locked it is relieved of it.
func (c *checker) unlocksLater(call call) bool {
	stmt := call.at
	for stmt.ParentEdgeKind() == edge.ParenExpr_X || stmt.ParentEdgeKind() == edge.ExprStmt_X {
		stmt = stmt.Parent()
	}
	mutex := c.receiver(call.expr)
	next, ok := stmt.NextSibling()
	for first := true; ok; first = false {
		switch n := next.Node().(type) {
		case *ast.DeferStmt:
			if c.unlocks(n.Call) && c.receiver(n.Call) == mutex {
				return true
			}
		case *ast.ExprStmt:
			if expr, ok := ast.Unparen(n.X).(*ast.CallExpr); ok && c.unlocks(expr) && c.receiver(expr) == mutex {
				return !first
			}
		}
		next, ok = next.NextSibling()
	}
	return false
}

// unlocks reports whether expr unlocks a mutex.
func (c *checker) unlocks(expr *ast.CallExpr) bool {
	fn := typeutil.StaticCallee(c.info, expr)
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "sync" && strings.HasSuffix(fn.Name(), "Unlock")
}
