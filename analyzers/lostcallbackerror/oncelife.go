package lostcallbackerror

import (
	"go/ast"
	"go/token"
	"go/types"
)

// outlastsCall reports whether the sync.Once is there before and after the function
// around the call runs: it is not one of its local variables.
func (c *checker) outlastsCall(o *onceCall) bool {
	expr := ast.Unparen(o.once)
	for {
		switch x := expr.(type) {
		case *ast.SelectorExpr:
			if _, isPkg := c.pass.TypesInfo.Uses[x.Sel].(*types.Var); isPkg && c.isPackage(x.X) {
				return true
			}
			expr = ast.Unparen(x.X)
		case *ast.IndexExpr:
			expr = ast.Unparen(x.X)
		case *ast.StarExpr:
			expr = ast.Unparen(x.X)
		case *ast.Ident:
			v, ok := c.pass.TypesInfo.Uses[x].(*types.Var)
			return ok && (v.Pos() < o.body.Pos() || o.body.End() <= v.Pos())
		default:
			return false
		}
	}
}

func (c *checker) isPackage(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	_, ok = c.pass.TypesInfo.Uses[id].(*types.PkgName)
	return ok
}

// reset reports whether the package replaces the sync.Once somewhere: then there
// may be a second try.
func (c *checker) reset(o *onceCall) bool {
	once := c.denoted(o.once)
	return once == nil || c.assigned()[once]
}

// findAssigned returns the variables and fields that the package assigns to, or to
// their elements.
func (c *checker) findAssigned() map[*types.Var]bool {
	all := make(map[*types.Var]bool)
	for cur := range c.in.Root().Preorder((*ast.AssignStmt)(nil)) {
		assign := cur.Node().(*ast.AssignStmt)
		if assign.Tok == token.ASSIGN {
			for _, lhs := range assign.Lhs {
				all[c.denoted(lhs)] = true
			}
		}
	}
	return all
}

// denoted returns the variable or field that expr denotes, through pointers and
// indices; nil if it is none.
func (c *checker) denoted(expr ast.Expr) *types.Var {
	for {
		switch x := ast.Unparen(expr).(type) {
		case *ast.Ident:
			v, _ := c.pass.TypesInfo.ObjectOf(x).(*types.Var)
			return v
		case *ast.SelectorExpr:
			v, _ := c.pass.TypesInfo.Uses[x.Sel].(*types.Var)
			return v
		case *ast.StarExpr:
			expr = x.X
		case *ast.IndexExpr:
			expr = x.X
		default:
			return nil
		}
	}
}
