package loops

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
)

// Reentrant returns the functions that are handed to APIs in whose callbacks
// blocking is no hazard by itself, but calling back into the API may be: because
// a lock is held, or because it runs on the caller's goroutine. They are in
// source order for each way of handing them over.
//
// Only literals and declared functions are found that stand where they are handed
// over, and methods.
func (r *Result) Reentrant() []Callback {
	if r.reentrant == nil {
		return nil
	}
	return r.reentrant()
}

// findReentrant implements Reentrant.
func (f *finder) findReentrant() []Callback {
	f.found = nil
	known := false
	for _, pkg := range f.pass.Pkg.Imports() {
		known = known || f.model.HasCallbacks(pkg.Path())
		for _, row := range f.model.CallbackInterfaces(pkg.Path()) {
			if row.Reentry == "" || len(row.Forbidden) == 0 {
				continue
			}
			if iface := lookup(pkg, row.Recv); iface != nil {
				f.implementing(iface, row.Name, callbacks.FromRow(row, pkg))
			}
		}
	}
	if !known {
		return f.found
	}
	for _, file := range f.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				f.reentrantCall(n)
			case *ast.CompositeLit:
				f.reentrantFields(n)
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) {
						f.reentrantField(f.pass.TypesInfo.TypeOf(sel.X), sel.Sel.Name, n.Rhs[i], n)
					}
				}
			}
			return true
		})
	}
	return f.found
}

func (f *finder) reentrantCall(call *ast.CallExpr) {
	if tv := f.pass.TypesInfo.Types[call.Fun]; tv.IsType() {
		if len(call.Args) == 1 {
			f.handedOver(f.model.TypeCallback(tv.Type), apimodel.TypeName(tv.Type), call.Args[0], call)
		}
		return
	}
	fn, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Pkg() == f.pass.Pkg {
		return
	}
	for _, row := range f.model.ParamCallbacks(fn.Origin()) {
		last := fn.Signature().Params().Len() - 1
		for i, arg := range call.Args {
			if i == row.Param || fn.Signature().Variadic() && row.Param == last && i > last {
				f.handedOver(row, fn, arg, call)
			}
		}
	}
}

func (f *finder) reentrantFields(lit *ast.CompositeLit) {
	for _, elem := range lit.Elts {
		kv, ok := elem.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := kv.Key.(*ast.Ident); ok {
			f.reentrantField(f.pass.TypesInfo.TypeOf(lit), key.Name, kv.Value, lit)
		}
	}
}

func (f *finder) reentrantField(strct types.Type, field string, value ast.Expr, site ast.Node) {
	if strct == nil {
		return
	}
	if ptr, ok := strct.Underlying().(*types.Pointer); ok {
		strct = ptr.Elem()
	}
	f.handedOver(f.model.FieldCallback(strct, field), apimodel.TypeName(strct), value, site)
}

// handedOver adds the function that expr is, if row says that only calling back
// is a hazard for it.
func (f *finder) handedOver(row *apimodel.Callback, api types.Object, expr ast.Expr, site ast.Node) {
	if row == nil || row.Reentry == "" || len(row.Forbidden) == 0 || api == nil || api.Pkg() == nil {
		return
	}
	cb := Callback{Loop: callbacks.FromRow(row, api.Pkg()), Site: site, Expr: expr}
	switch e := ast.Unparen(expr).(type) {
	case *ast.FuncLit:
		cb.Body = e
	case *ast.Ident:
		cb.Func, _ = f.pass.TypesInfo.Uses[e].(*types.Func)
	case *ast.SelectorExpr:
		cb.Func, _ = f.pass.TypesInfo.Uses[e.Sel].(*types.Func)
	}
	if cb.Func != nil {
		cb.Func = cb.Func.Origin()
		if decl := f.decls[cb.Func]; decl != nil {
			cb.Body = decl
		}
	}
	if cb.Body != nil {
		f.found = append(f.found, cb)
	}
}
