package lostgoerror

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// heardOf reports whether call waits for tasks that may fail, as
// errgroup.Group.Wait does, none of which is known to keep its failure to
// itself: the error that call returns is then news to nobody, although nobody
// looks at it here.
func (c *checker) heardOf(call *ssa.Call) bool {
	callee := c.ir.Callee(call.Common())
	if callee.Func == nil || callee.Func.Name() != "Wait" || !c.model.HasSpawners(callee.Func.Pkg().Path()) {
		return false
	}
	syntax, ok := ir.Innermost[*ast.CallExpr](c.ir, call.Pos())
	if !ok {
		return false
	}
	group := c.receiver(syntax)
	for _, t := range tasks.Of(c.pass).All() {
		if t.Spawner == nil || !slices.Contains(t.Spawner.Joins, callee.Func.FullName()) || group != nil && c.receiver(t.Call) != group {
			continue
		}
		for _, body := range t.Bodies {
			if fn := c.ir.FuncOf(body.Node); fn != nil && c.judge.loses(fn).IsValid() {
				return false
			}
		}
	}
	return true
}

// receiver returns the variable or field on which a method is called, nil if it
// is anything else.
func (c *checker) receiver(call *ast.CallExpr) types.Object {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	switch x := ast.Unparen(sel.X).(type) {
	case *ast.Ident:
		return c.pass.TypesInfo.Uses[x]
	case *ast.SelectorExpr:
		return c.pass.TypesInfo.Uses[x.Sel]
	}
	return nil
}
