package errorflow

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// heardOf reports whether call waits for tasks that may fail, as
// errgroup.Group.Wait does, none of which is known to keep its failure to
// itself: the error that call returns is then news to nobody, although nobody
// looks at it here.
func (r *Result) heardOf(call *ssa.Call) bool {
	callee := r.ir.Callee(call.Common())
	if callee.Func == nil || callee.Func.Name() != "Wait" || !r.model.HasSpawners(callee.Func.Pkg().Path()) {
		return false
	}
	syntax, ok := ir.Innermost[*ast.CallExpr](r.ir, call.Pos())
	if !ok {
		return false
	}
	group := r.receiver(syntax)
	for _, t := range r.tasks.All() {
		if t.Spawner == nil || !slices.Contains(t.Spawner.Joins, callee.Func.FullName()) || group != nil && r.receiver(t.Call) != group {
			continue
		}
		for _, body := range t.Bodies {
			if fn := r.ir.FuncOf(body.Node); fn != nil && r.loses(fn).IsValid() {
				return false
			}
		}
	}
	return true
}

// receiver returns the variable or field on which a method is called, nil if it
// is anything else.
func (r *Result) receiver(call *ast.CallExpr) types.Object {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	switch x := ast.Unparen(sel.X).(type) {
	case *ast.Ident:
		return r.pass.TypesInfo.Uses[x]
	case *ast.SelectorExpr:
		return r.pass.TypesInfo.Uses[x.Sel]
	}
	return nil
}
