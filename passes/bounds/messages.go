package bounds

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
)

// A messages finder collects the functions that are called for each message, and
// the API that calls them: those that passes/loops knows to run on a loop, and
// those that are handed to an API which has a goroutine for them alone.
type messages struct {
	r   *Result
	api map[*ssa.Function]string
}

func (r *Result) findMessages() map[*ssa.Function]string {
	m := &messages{r: r, api: make(map[*ssa.Function]string)}
	if !slices.ContainsFunc(r.ir.Types.Imports(), func(p *types.Package) bool { return perMessage[apimodel.CurrentPath(p.Path())] != nil }) {
		return m.api
	}
	for _, cb := range r.loops.Callbacks() {
		if cb.Body != nil && cb.Loop.Row != nil && isPerMessage(cb.Loop.Row) {
			m.add(r.ir.FuncOf(cb.Body), cb.Loop.API)
		}
	}
	for _, file := range r.ir.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				m.call(call)
			}
			return true
		})
	}
	return m.api
}

func (m *messages) add(fn *ssa.Function, api string) {
	if fn != nil && m.api[fn] == "" {
		m.api[fn] = api
	}
}

// call adds the handlers that are arguments.
func (m *messages) call(call *ast.CallExpr) {
	fn, ok := typeutil.Callee(m.r.ir.Info, call).(*types.Func)
	if !ok || fn.Pkg() == nil || perMessage[apimodel.CurrentPath(fn.Pkg().Path())] == nil {
		return
	}
	for _, row := range m.r.model.ParamCallbacks(fn.Origin()) {
		if 0 <= row.Param && row.Param < len(call.Args) && isPerMessage(row) {
			m.add(m.function(call.Args[row.Param]), callbacks.FromRow(row, fn.Pkg()).API)
		}
	}
}

// function returns the function of this package that e is: a literal, or the name
// of a function or method.
func (m *messages) function(e ast.Expr) *ssa.Function {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return m.r.ir.FuncOf(e)
	case *ast.Ident:
		if fn, ok := m.r.ir.Info.Uses[e].(*types.Func); ok {
			return m.r.ir.DeclOf(fn)
		}
	case *ast.SelectorExpr:
		if fn, ok := m.r.ir.Info.Uses[e.Sel].(*types.Func); ok {
			return m.r.ir.DeclOf(fn)
		}
	}
	return nil
}
