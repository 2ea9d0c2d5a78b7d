package bounds

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/ir"
)

// iterator returns what a loop over a function waits for: what the iterator waits
// for before it calls yield, if it is a function of this package, or a literal
// which that returns. What others' iterators do is not known.
func (r *Result) iterator(loop *ast.RangeStmt) Source {
	other := Source{Kind: Other, Loop: loop}
	typ, body := r.iteratorBody(loop.X)
	if body == nil || typ.Params.NumFields() != 1 || len(typ.Params.List[0].Names) != 1 {
		return other
	}
	yield := r.ir.Info.Defs[typ.Params.List[0].Names[0]]
	found := other
	var around []ast.Stmt
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.GoStmt:
			return false
		case *ast.ForStmt, *ast.RangeStmt:
			around = append(around, n.(ast.Stmt))
		case *ast.CallExpr:
			id, ok := ast.Unparen(n.Fun).(*ast.Ident)
			if !ok || yield == nil || r.ir.Info.Uses[id] != yield {
				return true
			}
			for _, outer := range around {
				if s := r.events(outer, n); ir.Contains(outer, n) && s.Kind != Other && found.Kind == Other {
					found = s
					found.Loop = loop
				}
			}
		}
		return true
	})
	return found
}

// iteratorBody returns the function that a loop over e calls with its body, nil
// if it isn't known.
func (r *Result) iteratorBody(e ast.Expr) (*ast.FuncType, *ast.BlockStmt) {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return e.Type, e.Body
	case *ast.CallExpr:
		decl := r.decl(typeutil.Callee(r.ir.Info, e))
		if decl == nil || len(decl.Body.List) == 0 {
			return nil, nil
		}
		ret, ok := decl.Body.List[len(decl.Body.List)-1].(*ast.ReturnStmt)
		if !ok || len(ret.Results) != 1 {
			return nil, nil
		}
		if lit, ok := ast.Unparen(ret.Results[0]).(*ast.FuncLit); ok {
			return lit.Type, lit.Body
		}
	case *ast.SelectorExpr:
		if decl := r.decl(r.ir.Info.Uses[e.Sel]); decl != nil {
			return decl.Type, decl.Body
		}
	case *ast.Ident:
		if decl := r.decl(r.ir.Info.Uses[e]); decl != nil {
			return decl.Type, decl.Body
		}
	}
	return nil, nil
}

// decl returns the declaration of obj if it is a function of this package with a
// body.
func (r *Result) decl(obj types.Object) *ast.FuncDecl {
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() != r.ir.Types {
		return nil
	}
	f := r.ir.DeclOf(fn)
	if f == nil {
		return nil
	}
	decl, ok := f.Syntax().(*ast.FuncDecl)
	if !ok || decl.Body == nil {
		return nil
	}
	return decl
}
