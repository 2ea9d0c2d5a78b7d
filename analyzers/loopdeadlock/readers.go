package loopdeadlock

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/tasks"
)

// stops reports where code on the loop's goroutine waits for its end: in the
// whole function with the loop, and in what is sent to the loop.
func (h *home) stops(grounds []*ground) {
	ends := h.ends()
	if len(ends) == 0 {
		return
	}
	whole := []*ground{{frame: &loops.Frame{Fn: h.fn}}}
	for _, g := range grounds {
		if g.via != nil {
			whole = append(whole, g)
		}
	}
	for _, g := range whole {
		w := &walk{home: h, ground: g}
		w.events()
		w.selfStops(ends)
	}
}

// others returns what tasks run beside the actors: each body, and the functions
// that it calls if they have a loop, one around reads from a connection, say.
func (c *checker) others(actors []*loops.Actor) []*loops.View {
	if !c.tasks.Any() || !c.joins() {
		return nil
	}
	known := make(map[ast.Node]bool) // functions with a loop that was looked at
	for _, a := range actors {
		known[a.In] = true
	}
	var around, plain []*loops.View // with and without a loop
	for _, flow := range c.tasks.Flows() {
		if c.skips(flow.Start.Pos()) {
			continue
		}
		for _, body := range flow.Bodies {
			for f := range c.loops.Frames(&loops.Frame{Fn: body}) {
				if f.Up != nil && f.Up.Up != nil {
					break // those come in the order of the number of calls
				}
				a := &loops.Actor{In: f.Fn.Syntax()}
				if loop := loopIn(a.In); loop != nil {
					a.For = loop
				} else if f.Up != nil {
					continue
				}
				if a.In == nil || known[a.In] || !c.onlyRuns(flow, f.Fn) {
					continue
				}
				known[a.In] = true
				view := &loops.View{Actor: a, Fn: f.Fn, Flows: []*tasks.Flow{flow}}
				if a.For != nil {
					around = append(around, view)
				} else {
					plain = append(plain, view)
				}
			}
		}
	}
	return append(around, plain...)
}

// onlyRuns reports whether fn, a body of the task or a function that one calls,
// is not called otherwise.
func (c *checker) onlyRuns(flow *tasks.Flow, fn *ssa.Function) bool {
	return !slices.ContainsFunc(c.calls(fn), func(call ssa.CallInstruction) bool {
		return !slices.Contains(flow.Bodies, ir.Enclosing(call.Parent()))
	})
}

// joins reports whether the package waits for groups, or closes channels.
func (c *checker) joins() bool {
	for _, file := range c.pass.Files {
		found := false
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				switch fun := call.Fun.(type) {
				case *ast.Ident:
					found = found || fun.Name == "close"
				case *ast.SelectorExpr:
					found = found || fun.Sel.Name == "Wait"
				}
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// loopIn returns the loop of fn which goes on until something in it says that it
// is over; nil if there is none.
func loopIn(fn ast.Node) *ast.ForStmt {
	_, body := ir.FuncSyntax(fn)
	if body == nil {
		return nil
	}
	var loop *ast.ForStmt
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt:
			if loop == nil && (n.Cond == nil || n.Post == nil) {
				loop = n
			}
		}
		return loop == nil
	})
	return loop
}
