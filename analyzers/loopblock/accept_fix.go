package loopblock

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/ir"
)

// serveFix starts a goroutine for the call that serves a connection, where that
// changes nothing else: it is the last thing that the loop does, nobody looks at
// its results, its function closes the connection, and has nothing in common with
// another call of itself but what the connection leads to.
func (c *checker) serveFix(s *served, accept, serve *ast.CallExpr) []analysis.SuggestedFix {
	fn, ok := typeutil.Callee(c.pass.TypesInfo, serve).(*types.Func)
	if !ok || fn.Signature().Recv() != nil || fn.Signature().Results().Len() > 0 || !s.closed || s.writes || len(serve.Args) != 1 {
		return nil
	}
	p := ir.Of(c.pass)
	loop, ok := ir.Innermost[*ast.ForStmt](p, serve.Pos())
	if !ok || len(loop.Body.List) == 0 {
		return nil
	}
	last, ok := loop.Body.List[len(loop.Body.List)-1].(*ast.ExprStmt)
	if !ok || ast.Unparen(last.X) != serve {
		return nil
	}
	arg, ok := ast.Unparen(serve.Args[0]).(*ast.Ident)
	if !ok {
		return nil
	}
	conn, ok := c.pass.TypesInfo.Uses[arg].(*types.Var)
	if !ok || conn.Pos() < loop.Body.Pos() || loop.Body.End() <= conn.Pos() {
		return nil // the next iteration changes it
	}
	return []analysis.SuggestedFix{{
		Message:   "Serve each connection on a goroutine",
		TextEdits: []analysis.TextEdit{{Pos: last.Pos(), End: last.Pos(), NewText: []byte("go ")}},
	}}
}
