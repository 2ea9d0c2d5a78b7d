package loopdeadlock

import (
	"go/ast"

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

// readers returns the loops that tasks run and that wait for something else than
// channels: for a connection, a message, a line.
func (c *checker) readers(actors []*loops.Actor) []*loops.View {
	if !c.tasks.Any() || !c.joins() {
		return nil
	}
	known := make(map[ast.Node]bool) // functions with a loop that was looked at
	for _, a := range actors {
		known[a.In] = true
	}
	var list []*loops.View
	for _, flow := range c.tasks.Flows() {
		if c.skips(flow.Start.Pos()) {
			continue
		}
		for _, body := range flow.Bodies {
			for f := range c.loops.Frames(&loops.Frame{Fn: body}) {
				if f.Up != nil && f.Up.Up != nil {
					break // those come in the order of the number of calls
				}
				if view := readerIn(f.Fn, flow); view != nil && !known[view.Actor.In] {
					known[view.Actor.In] = true
					list = append(list, view)
				}
			}
		}
	}
	return list
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

// readerIn returns the loop of fn which goes on until something in it says that it
// is over; nil if there is none.
func readerIn(fn *ssa.Function, flow *tasks.Flow) *loops.View {
	_, body := ir.FuncSyntax(fn.Syntax())
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
	if loop == nil {
		return nil
	}
	return &loops.View{Actor: &loops.Actor{For: loop, In: fn.Syntax()}, Fn: fn, Flows: []*tasks.Flow{flow}}
}
