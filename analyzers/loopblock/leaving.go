package loopblock

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/loops"
)

// leavesAfter reports whether the loop ends after n, in the body of a case, on
// the way that the syntax shows; or whether n is not executed there at all, but
// deferred. In a function that the loop calls, a return that has results may end
// the loop; and so may a case that assigns to what the loop's condition names.
func (c *checker) leavesAfter(a *loops.Actor, cs *loops.Case, n ast.Node) bool {
	leaves := false
	literals := 0 // around the node at hand, in the case
	list := func(stmts []ast.Stmt) {
		if len(stmts) > 0 && literals == 0 && c.leaves(a, cs, stmts[len(stmts)-1]) {
			leaves = true
		}
	}
	list(cs.Body)
	leaves = leaves || c.changesCondition(a, cs)
	for _, stmt := range cs.Body {
		ast.PreorderStack(stmt, nil, func(m ast.Node, stack []ast.Node) bool {
			if n.Pos() < m.Pos() || m.End() < n.End() {
				return false
			}
			literals = 0
			for _, outer := range stack {
				if _, ok := outer.(*ast.FuncLit); ok {
					literals++
				}
			}
			switch m := m.(type) {
			case *ast.DeferStmt:
				leaves = true
			case *ast.BlockStmt:
				list(m.List)
			case *ast.CaseClause:
				list(m.Body)
			case *ast.CommClause:
				list(m.Body)
			case *ast.ReturnStmt:
				list([]ast.Stmt{m})
			}
			return true
		})
	}
	return leaves
}

// changesCondition reports whether the body of the case assigns to a variable in
// the condition of the loop: "for !quit".
func (c *checker) changesCondition(a *loops.Actor, cs *loops.Case) bool {
	loop, ok := a.For.(*ast.ForStmt)
	if !ok || loop.Cond == nil {
		return false
	}
	named := make(map[types.Object]bool)
	ast.Inspect(loop.Cond, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := c.pass.TypesInfo.Uses[id].(*types.Var); ok {
				named[v] = true
			}
		}
		return true
	})
	found := false
	for _, stmt := range cs.Body {
		ast.Inspect(stmt, func(n ast.Node) bool {
			if assign, ok := n.(*ast.AssignStmt); ok {
				for _, lhs := range assign.Lhs {
					if v := c.origins().variable(lhs); v != nil && named[v] {
						found = true
					}
				}
			}
			return true
		})
	}
	return found
}

// leaves reports whether stmt, in the body of a case, ends the loop.
func (c *checker) leaves(a *loops.Actor, cs *loops.Case, stmt ast.Stmt) bool {
	switch stmt := stmt.(type) {
	case *ast.ReturnStmt:
		return cs.In == a.In || len(stmt.Results) > 0
	case *ast.BranchStmt:
		switch stmt.Tok {
		case token.GOTO:
			return true
		case token.BREAK:
			return stmt.Label != nil && c.outer(a, stmt.Label)
		}
	case *ast.IfStmt:
		block, ok := stmt.Else.(*ast.BlockStmt)
		return ok && c.ends(a, cs, stmt.Body) && c.ends(a, cs, block)
	case *ast.ExprStmt:
		call, ok := stmt.X.(*ast.CallExpr)
		return ok && apimodel.NeverReturns(typeutil.Callee(c.pass.TypesInfo, call))
	}
	return false
}

func (c *checker) ends(a *loops.Actor, cs *loops.Case, block *ast.BlockStmt) bool {
	return len(block.List) > 0 && c.leaves(a, cs, block.List[len(block.List)-1])
}

// outer reports whether label is that of the loop, or of a statement around it.
func (c *checker) outer(a *loops.Actor, label *ast.Ident) bool {
	obj := c.pass.TypesInfo.Uses[label]
	return obj != nil && obj.Pos() < a.For.Pos()
}

// calleeOf returns the symbol of the function that call calls, the zero Symbol if
// that is not known.
func calleeOf(info *types.Info, call *ast.CallExpr) apimodel.Symbol {
	if fn, ok := typeutil.Callee(info, call).(*types.Func); ok {
		return apimodel.FuncSymbol(fn)
	}
	return apimodel.Symbol{}
}
