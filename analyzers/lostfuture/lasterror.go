package lostfuture

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A verdict is a variable to which several tasks assign their errors, whatever
// it holds: the task that ends last decides what its reader sees.
type verdict struct {
	cell    *ssa.Alloc
	writers []writer
}

// A writer is an assignment by which a task may overwrite an error with nil.
type writer struct {
	flow  *tasks.Flow
	store *ssa.Store
}

// lastErrors looks for shared error variables which the last of several tasks
// decides.
func (c *collector) lastErrors() {
	if !slices.ContainsFunc(c.tasks.All(), c.assignsError) {
		return // before SSA is built for nothing
	}
	var list []*verdict
	byCell := make(map[*ssa.Alloc]*verdict)
	for _, f := range c.tasks.Flows() {
		if !runsApart(f.Task) || c.skips(f.Task.File) || len(f.Bodies) != 1 {
			continue
		}
		for cell, store := range c.overwrites(f) {
			if byCell[cell] == nil {
				byCell[cell] = &verdict{cell: cell}
				list = append(list, byCell[cell])
			}
			byCell[cell].writers = append(byCell[cell].writers, writer{f, store})
		}
	}
	for _, v := range list {
		c.lastError(v)
	}
}

// assignsError reports whether a body of t, a function literal, assigns to an
// error variable from outside.
func (c *collector) assignsError(t *tasks.Task) bool {
	return runsApart(t) && !c.skips(t.File) && slices.ContainsFunc(t.Bodies, func(b tasks.Body) bool {
		lit, ok := b.Node.(*ast.FuncLit)
		if !ok {
			return false
		}
		found := false
		ast.Inspect(lit.Body, func(n ast.Node) bool {
			assign, ok := n.(*ast.AssignStmt)
			if !ok || assign.Tok != token.ASSIGN {
				return !found
			}
			for _, lhs := range assign.Lhs {
				id, ok := ast.Unparen(lhs).(*ast.Ident)
				if !ok {
					continue
				}
				v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
				found = found || ok && errorflow.IsError(v.Type()) && (v.Pos() < lit.Pos() || lit.End() <= v.Pos())
			}
			return !found
		})
		return found
	})
}

// overwrites yields the error variables of f's spawner to which its task assigns
// what may be nil, whatever they hold, each with the first such assignment.
func (c *collector) overwrites(f *tasks.Flow) func(yield func(*ssa.Alloc, *ssa.Store) bool) {
	return func(yield func(*ssa.Alloc, *ssa.Store) bool) {
		fn := f.Bodies[0]
		for _, fv := range fn.FreeVars {
			ptr, ok := types.Unalias(fv.Type()).(*types.Pointer)
			if !ok || !errorflow.IsError(ptr.Elem()) {
				continue
			}
			cell := c.ir.Cell(fv)
			if cell == nil || ir.Enclosing(cell.Parent()) != f.In {
				continue
			}
			uses := c.ir.Uses(cell)
			if uses.Escapes {
				continue
			}
			for _, store := range uses.Stores {
				if store.Parent() == fn && c.overwritesWithNil(store, cell) {
					if !yield(cell, store) {
						return
					}
					break
				}
			}
		}
	}
}

// overwritesWithNil reports whether store may replace an error by nil: the value
// is that of a call that can succeed, and whether the assignment is reached does
// not depend on that value, nor on anything that tasks share.
func (c *collector) overwritesWithNil(store *ssa.Store, cell *ssa.Alloc) bool {
	call, ok := c.resultOf(store.Val)
	if !ok {
		return false
	}
	callee := c.ir.Callee(call.Common())
	if callee.Builtin != "" || errorflow.Wraps(callee.Func) {
		return false
	}
	for b := store.Block(); b != nil; b = b.Idom() {
		d := b.Idom()
		if d == nil {
			break
		}
		if test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If); ok && c.guards(test.Cond, store.Val, 0) {
			return false
		}
	}
	return true
}

// guards reports whether cond says something about the value v, or about what
// tasks share: a variable from outside, an atomic one.
func (c *collector) guards(cond, v ssa.Value, depth int) bool {
	if cond == v || depth > 8 {
		return true
	}
	switch x := cond.(type) {
	case *ssa.BinOp:
		return c.guards(x.X, v, depth+1) || c.guards(x.Y, v, depth+1)
	case *ssa.UnOp:
		if x.Op == token.MUL {
			_, captured := x.X.(*ssa.FreeVar)
			return captured
		}
		return c.guards(x.X, v, depth+1)
	case *ssa.Phi:
		return slices.ContainsFunc(x.Edges, func(e ssa.Value) bool { return c.guards(e, v, depth+1) })
	case *ssa.Call:
		fn := c.ir.Callee(x.Common()).Func
		return fn == nil || fn.Pkg() == nil || fn.Pkg().Path() == "sync/atomic"
	}
	return false
}

// resultOf returns the call of which v is a result.
func (c *collector) resultOf(v ssa.Value) (*ssa.Call, bool) {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	return call, ok
}

func (c *collector) lastError(v *verdict) {
	for _, w := range v.writers {
		for _, other := range v.writers {
			if c.meets(w, other, v.cell) {
				c.reportLastError(v, w, other)
				return
			}
		}
	}
}

// meets reports whether other's task may be started while w's runs, and the
// variable is read later: control comes from one start to the other without
// waiting for the first task, looking at the variable or setting it, and to a
// place that reads it.
func (c *collector) meets(w, other writer, cell *ssa.Alloc) bool {
	found := false
	joins := func(instr ssa.Instruction) bool {
		return slices.ContainsFunc(w.flow.Joins, func(j tasks.Join) bool { return j.Arm == nil && !j.Deferred && j.Instr == instr })
	}
	c.ir.Escape(w.flow.Start, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			if instr == ssa.Instruction(other.flow.Start) {
				found = true
			}
			return found || leaves(instr) || instr == ssa.Instruction(cell) || joins(instr) || touches(instr, cell)
		},
	})
	return found && readAfter(w.flow.Start, cell)
}

// leaves reports whether instr ends its function.
func leaves(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.Return, *ssa.Panic:
		return true
	}
	return false
}

// touches reports whether instr reads cell or assigns to it.
func touches(instr ssa.Instruction, cell *ssa.Alloc) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.X == cell
	case *ssa.Store:
		return instr.Addr == cell
	}
	return false
}

// readAfter reports whether a load of cell is reachable from after start without
// a store to it before.
func readAfter(start ssa.Instruction, cell *ssa.Alloc) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var walk func(instrs []ssa.Instruction, b *ssa.BasicBlock) bool
	walk = func(instrs []ssa.Instruction, b *ssa.BasicBlock) bool {
		for _, instr := range instrs {
			if touches(instr, cell) {
				_, load := instr.(*ssa.UnOp)
				return load
			}
		}
		return slices.ContainsFunc(b.Succs, func(next *ssa.BasicBlock) bool {
			if seen[next] {
				return false
			}
			seen[next] = true
			return walk(next.Instrs, next)
		})
	}
	b := start.Block()
	return walk(b.Instrs[slices.Index(b.Instrs, start)+1:], b)
}

func (c *collector) reportLastError(v *verdict, w, other writer) {
	assign, ok := ir.Innermost[*ast.AssignStmt](c.ir, w.store.Pos())
	if !ok {
		return
	}
	name := v.cell.Comment
	who := "every one of these goroutines"
	related := []analysis.RelatedInformation{diagnose.Related(w.flow.Task.Site, "the goroutines start here")}
	if other.flow != w.flow {
		who = "this goroutine"
		related = []analysis.RelatedInformation{
			diagnose.Related(w.flow.Task.Site, "the goroutine starts here"),
			diagnose.Related(other.flow.Task.Site, "another one starts here"),
		}
	}
	c.rep.ReportOn(assign, lastErrorWins, fmt.Sprintf("%s assigns to %s, also nil: the last one decides, and a failure is overwritten", who, name), related)
}
