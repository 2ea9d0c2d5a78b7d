package tasks

import (
	"go/ast"
	"go/token"
	"go/types"
)

// How often a task is started.
type Often uint8

// The frequencies.
const (
	OftenUnknown Often = iota
	Once
	PerIteration // for each iteration of a loop that ends by itself
	PerEvent     // for each iteration of a loop that waits for events, or runs for ever
)

func (o Often) String() string {
	return [...]string{"unknown", "once", "per iteration", "per event"}[o]
}

// A Multiplicity says how often one run of the spawner starts a task.
type Multiplicity struct {
	Often Often

	// Loop is the innermost loop around the start, an *ast.ForStmt or
	// *ast.RangeStmt; Outer are the loops around that, from the inside.
	Loop  ast.Stmt
	Outer []ast.Stmt

	// Count is how many iterations Loop has at most, nil if that is not seen.
	Count *Count
}

func (g *graph) multiplicity(f *Flow) Multiplicity {
	var m Multiplicity
	if f.Task.Kind == Forwarded {
		return m // the function that it is handed to may run it several times
	}
	for c := range f.Task.at.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		n := c.Node()
		if n == f.Task.In {
			break
		}
		loop, ok := n.(ast.Stmt)
		if !ok || !inBody(loop, f.Task.Site) {
			continue
		}
		if m.Loop == nil {
			m.Loop = loop
		} else {
			m.Outer = append(m.Outer, loop)
		}
	}
	block := f.Start.Block()
	cyclic := g.ir.Loop(block) != 0
	yield := f.Start.Parent() != f.In
	switch {
	case m.Loop == nil && !cyclic:
		m.Often = Once
		return m
	case m.Loop == nil:
		return m // goto
	case !cyclic && !yield:
		// The loop ends with the iteration that starts the task, or the code
		// between goes to an outer loop.
		m.Often, m.Loop, m.Outer = Once, nil, nil
		return m
	}
	m.Often = PerIteration
	if g.isEventLoop(m.Loop) {
		m.Often = PerEvent
		return m
	}
	if !yield {
		m.Count = g.count(block)
	}
	return m
}

// inBody reports whether n is in what the loop repeats.
func inBody(loop ast.Stmt, n ast.Node) bool {
	switch loop := loop.(type) {
	case *ast.ForStmt:
		return loop.Init == nil || n.Pos() >= loop.Init.End()
	case *ast.RangeStmt:
		return n.Pos() >= loop.Body.Pos()
	}
	return false
}

// isEventLoop reports whether each iteration of the loop waits for something to
// happen, or nothing bounds their number.
func (g *graph) isEventLoop(loop ast.Stmt) bool {
	switch loop := loop.(type) {
	case *ast.RangeStmt:
		t := g.ir.Info.TypeOf(loop.X)
		if t == nil {
			return false
		}
		_, isChan := t.Underlying().(*types.Chan)
		return isChan
	case *ast.ForStmt:
		if loop.Cond == nil {
			return true
		}
		if loop.Post != nil {
			return false
		}
		waits := false
		ast.Inspect(loop, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.UnaryExpr:
				waits = waits || n.Op == token.ARROW
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Accept" {
					waits = true
				}
			}
			return !waits
		})
		return waits
	}
	return false
}
