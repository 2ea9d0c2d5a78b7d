package lostcallbackerror

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/passes/ir"
)

// calledOnce reports whether o is in an unexported method that functions of the
// package call on nothing but values which they have made themselves, such as a
// constructor: then there is no later caller.
func (c *checker) calledOnce(o *onceCall) bool {
	decl, ok := o.fn.(*ast.FuncDecl)
	if !ok || decl.Recv == nil {
		return false
	}
	fn, ok := c.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || fn.Exported() {
		return false
	}
	calls := 0
	for cur := range c.in.Root().Preorder((*ast.SelectorExpr)(nil)) {
		sel := cur.Node().(*ast.SelectorExpr)
		if used, ok := c.pass.TypesInfo.Uses[sel.Sel].(*types.Func); !ok || used.Origin() != fn {
			continue
		}
		call, ok := cur.Parent().Node().(*ast.CallExpr)
		recv, isIdent := ast.Unparen(sel.X).(*ast.Ident)
		if !ok || call.Fun != sel || !isIdent || !c.madeHere(cur, recv) {
			return false
		}
		calls++
	}
	return calls == 1
}

// madeHere reports whether the variable that id names is local to the function at
// cur, and all that is assigned to it are composite literals.
func (c *checker) madeHere(cur inspector.Cursor, id *ast.Ident) bool {
	v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok {
		return false
	}
	fn := ir.FuncAround(cur)
	_, body := ir.FuncSyntax(fn)
	if fn == nil || v.Pos() < fn.Pos() || fn.End() <= v.Pos() {
		return false
	}
	made := false
	ast.Inspect(body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || !c.sets(assign, v) {
			return true
		}
		made = len(assign.Lhs) == len(assign.Rhs)
		for i, lhs := range assign.Lhs {
			made = made && (!c.names(lhs, v) || isComposite(assign.Rhs[i]))
		}
		return made
	})
	return made
}

// isComposite reports whether e is a composite literal or the address of one.
func isComposite(e ast.Expr) bool {
	e = ast.Unparen(e)
	if addr, ok := e.(*ast.UnaryExpr); ok && addr.Op == token.AND {
		e = ast.Unparen(addr.X)
	}
	_, ok := e.(*ast.CompositeLit)
	return ok
}
