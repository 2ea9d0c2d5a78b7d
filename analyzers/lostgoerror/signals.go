package lostgoerror

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/errorflow"
)

// quiet reports whether nobody outside of a task learns from the deferred call
// that the task is over. Its block is the task's body: what the task made itself
// it also tidies up, and nobody else looks at it.
func (c *checker) quiet(call *ast.CallExpr, block *ast.BlockStmt) bool {
	info := c.pass.TypesInfo
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return c.quietLiteral(lit, block)
	}
	switch fn := typeutil.Callee(info, call).(type) {
	case *types.Builtin:
		return fn.Name() == "recover"
	case *types.Func:
		if errorflow.Tidies(fn) {
			return true
		}
	}
	// A method of what the task made (a file, a timer), or a function that it
	// was given with it (a context's cancel).
	fun := ast.Unparen(call.Fun)
	for {
		switch x := fun.(type) {
		case *ast.SelectorExpr:
			fun = ast.Unparen(x.X)
			continue
		case *ast.CallExpr: // resp.Body().Close()
			fun = ast.Unparen(x.Fun)
			continue
		}
		break
	}
	id, ok := fun.(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := info.Uses[id].(*types.Var)
	return ok && block.Pos() < v.Pos() && v.Pos() < block.End()
}

// quietLiteral reports whether nobody learns anything from a deferred literal.
func (c *checker) quietLiteral(lit *ast.FuncLit, block *ast.BlockStmt) bool {
	quiet := true
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SendStmt, *ast.IncDecStmt, *ast.GoStmt:
			quiet = false
		case *ast.AssignStmt:
			quiet = quiet && n.Tok == token.DEFINE
		case *ast.CallExpr:
			quiet = quiet && c.quiet(n, block)
		}
		return quiet
	})
	return quiet
}
