package tasks

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/ir"
)

// A handing is a call that passes functions.
type handing struct {
	at    inspector.Cursor
	call  *ast.CallExpr
	fn    *types.Func
	shift int // 1 if the first argument is the receiver
}

// forward adds the tasks that are started by functions that do nothing but run
// one of their parameters as a task: each call of such a function starts one.
func (g *graph) forward() {
	in, ok := g.r.pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok {
		return
	}
	byFunc := make(map[*types.Func][]handing)
	var others []handing // of functions of other packages
	for c := range in.Root().Preorder((*ast.CallExpr)(nil)) {
		h, ok := g.handing(c)
		switch {
		case !ok:
		case h.fn.Pkg() == g.ir.Types:
			byFunc[h.fn] = append(byFunc[h.fn], h)
		default:
			others = append(others, h)
		}
	}
	g.forwardElsewhere(others)

	// A function that passes its parameter to one that forwards it forwards it
	// too.
	forwarded := make(map[*ssa.Parameter]bool)
	for i := 0; i < len(g.flows); i++ {
		inner := g.flows[i]
		for _, param := range g.runs(inner) {
			fn, ok := param.Parent().Object().(*types.Func)
			if !ok || forwarded[param] {
				continue
			}
			forwarded[param] = true
			index := indexOfParam(param)
			var tasks []*Task
			for _, h := range byFunc[fn.Origin()] {
				if t := g.forwardedTask(h, index); t != nil {
					tasks = append(tasks, t)
				}
			}
			g.addForwarded(tasks, inner)
		}
	}
}

// handing returns the call at c if it passes a function to a declared one.
func (g *graph) handing(c inspector.Cursor) (handing, bool) {
	call := c.Node().(*ast.CallExpr)
	passes := false
	for _, arg := range call.Args {
		if t := g.ir.Info.TypeOf(arg); t != nil && isFunc(t) {
			passes = true
		}
	}
	if !passes {
		return handing{}, false
	}
	fn, ok := typeutil.Callee(g.ir.Info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return handing{}, false
	}
	h := handing{at: c, call: call, fn: fn.Origin()}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if s := g.ir.Info.Selections[sel]; s != nil && s.Kind() == types.MethodExpr {
			h.shift = 1
		}
	}
	return h, true
}

// forwardElsewhere adds the tasks that functions of other packages start, as
// their facts say.
func (g *graph) forwardElsewhere(calls []handing) {
	facts := callbacks.Of(g.r.pass)
	var tasks []*Task
	for _, h := range calls {
		for i := range h.fn.Signature().Params().Len() {
			if !isFunc(h.fn.Signature().Params().At(i).Type()) {
				continue
			}
			if effects, _ := facts.Param(h.fn, i); effects.Has(callbacks.Async) {
				if t := g.forwardedTask(h, i); t != nil {
					tasks = append(tasks, t)
				}
			}
		}
	}
	g.addForwarded(tasks, nil)
}

// indexOfParam returns the index of p, not counting a receiver.
func indexOfParam(p *ssa.Parameter) int {
	fn := p.Parent()
	for i, other := range fn.Params {
		if other == p {
			if fn.Signature.Recv() != nil {
				return i - 1
			}
			return i
		}
	}
	return -1
}

// forwardedTask returns the task that h starts by passing argument i, nil if it
// is known already: by the model or a directive.
func (g *graph) forwardedTask(h handing, i int) *Task {
	if i < 0 || i+h.shift >= len(h.call.Args) || h.fn.Signature().Variadic() && i == h.fn.Signature().Params().Len()-1 {
		return nil
	}
	for _, row := range g.r.model.Spawners(h.fn) {
		if row.Param == i {
			return nil
		}
	}
	if g.r.dirs.Declared(h.fn, directives.Spawns) != nil {
		return nil
	}
	t := &Task{Kind: Forwarded, Site: h.call, Call: h.call, Fun: h.call.Args[i+h.shift], param: i, at: h.at}
	locate(t, h.at)
	return t
}

// addForwarded adds flows for tasks, which inner runs; nil if that is in
// another package.
func (g *graph) addForwarded(tasks []*Task, inner *Flow) {
	if len(tasks) == 0 {
		return
	}
	for _, t := range tasks {
		call := g.callAt[t.Call.Lparen]
		if call == nil {
			continue
		}
		f := g.flow(t, call)
		f.via = inner
		if inner != nil {
			fn := ir.Enclosing(inner.Start.Parent())
			for _, b := range g.bodiesOf(g.ir.Callee(call.Common())) {
				if b.fn != fn {
					continue
				}
				f.sum.add(g.translate(visible(fn, inner.sum.acts), fn, b.args)...)
				f.sum.start(g.translate(visible(fn, inner.sum.started), fn, b.args)...)
			}
			f.unknown = f.unknown || inner.sum.open
		}
		g.flows = append(g.flows, f)
		g.byTask[t] = f
		g.byIn[f.In] = append(g.byIn[f.In], f)
	}
}

// runs returns the parameters of functions of this package that f's task is, or
// calls.
func (g *graph) runs(f *Flow) []*ssa.Parameter {
	var params []*ssa.Parameter
	add := func(v ssa.Value) {
		p, ok := g.ir.Resolve(v).(*ssa.Parameter)
		if !ok {
			return
		}
		for _, b := range f.bodies {
			if p.Parent() != b.fn {
				continue
			}
			if p, ok = g.ir.Resolve(f.Arg(p)).(*ssa.Parameter); !ok {
				return
			}
			break
		}
		// The function that starts the task runs what it was passed, not what a
		// function around it was.
		if p.Parent() == f.In {
			params = append(params, p)
		}
	}
	if f.handed != nil {
		add(f.handed)
	} else if f.Task.Kind == GoStmt && !f.Start.Common().IsInvoke() {
		add(f.Start.Common().Value)
	}
	for _, b := range f.bodies {
		for part := range ir.Parts(b.fn) {
			for call := range ir.Calls(part) {
				if _, isGo := call.(*ssa.Go); !isGo && !call.Common().IsInvoke() {
					add(call.Common().Value)
				}
			}
		}
	}
	return params
}
