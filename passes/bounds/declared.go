package bounds

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Declared reports whether a directive says that what f starts is bounded: one on
// the function that starts it, on one around that, on the field or the function
// type that holds that, or on what the task is or calls itself.
func (r *Result) Declared(f *tasks.Flow) bool {
	if r.marked(f.In) || f.Callee.Func != nil && r.cbs.Bounded(f.Callee.Func) {
		return true
	}
	for _, b := range f.Bodies {
		if b.Parent() == nil && r.marked(b) {
			return true
		}
	}
	return r.names(f.Task.Fun)
}

// marked reports whether a directive stands on fn, on a function around it, or on
// what holds one of them.
func (r *Result) marked(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if obj, ok := fn.Object().(*types.Func); ok && r.cbs.Bounded(obj) {
			return true
		}
		if lit, ok := fn.Syntax().(*ast.FuncLit); ok && r.held(lit) {
			return true
		}
	}
	return false
}

// names reports whether e, what a task runs, names something with a directive; if
// it is a literal, whether that calls such a thing.
func (r *Result) names(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			ast.Inspect(n.Body, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncLit:
					return false
				case *ast.CallExpr:
					found = found || r.names(n.Fun)
				}
				return !found
			})
			return false
		case *ast.Ident:
			found = found || r.bounded(r.ir.Info.Uses[n])
		}
		return !found
	})
	return found
}

// bounded reports whether a directive stands on obj, or on the function type that
// its type is.
func (r *Result) bounded(obj types.Object) bool {
	switch obj.(type) {
	case *types.Func, *types.Var:
		return r.cbs.Bounded(obj) || r.boundedType(obj.Type())
	}
	return false
}

func (r *Result) boundedType(t types.Type) bool {
	tn := apimodel.TypeName(t)
	return tn != nil && r.cbs.Bounded(tn)
}

// held reports whether the literal is assigned to a field or variable with a
// directive, or to something of a function type that has one.
func (r *Result) held(lit *ast.FuncLit) bool {
	path := r.ir.Path(lit.Pos())
	i := slices.Index(path, ast.Node(lit))
	if i < 1 {
		return false
	}
	info := r.ir.Info
	switch p := path[i-1].(type) {
	case *ast.KeyValueExpr:
		key, ok := p.Key.(*ast.Ident)
		return ok && r.bounded(info.Uses[key])
	case *ast.AssignStmt:
		if j := slices.Index(p.Rhs, ast.Expr(lit)); len(p.Lhs) == len(p.Rhs) {
			switch lhs := ast.Unparen(p.Lhs[j]).(type) {
			case *ast.Ident:
				return r.bounded(info.ObjectOf(lhs))
			case *ast.SelectorExpr:
				return r.bounded(info.Uses[lhs.Sel])
			}
		}
	case *ast.CallExpr:
		if tv := info.Types[p.Fun]; tv.IsType() {
			return r.boundedType(tv.Type)
		}
		if sig, ok := types.Unalias(info.TypeOf(p.Fun)).(*types.Signature); ok {
			if j := slices.Index(p.Args, ast.Expr(lit)); j >= 0 && j < sig.Params().Len() {
				return r.boundedType(sig.Params().At(j).Type())
			}
		}
	}
	return false
}
