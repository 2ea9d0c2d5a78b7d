// Package exprname writes expressions as short as messages need them.
package exprname

import "go/ast"

// Of returns how a message calls what e denotes: x.y for a selector, f() for a
// call, and for an index, a pointer or an instance what stands before or in it.
// It is "" for all else; a selector of such is the selected name alone.
func Of(e ast.Expr) string {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		if base := Of(x.X); base != "" {
			return base + "." + x.Sel.Name
		}
		return x.Sel.Name
	case *ast.CallExpr:
		if name := Of(x.Fun); name != "" && name != "new" { // new() says nothing
			return name + "()"
		}
	case *ast.IndexExpr:
		return Of(x.X)
	case *ast.IndexListExpr:
		return Of(x.X)
	case *ast.StarExpr:
		return Of(x.X)
	}
	return ""
}
