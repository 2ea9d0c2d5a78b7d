package lostgoerror

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

// unreadAssigns reports the errors that lit, a task's body, assigns to captured
// variables which nobody reads once the task has started.
func (c *checker) unreadAssigns(t *tasks.Task, lit *ast.FuncLit, branches []errorflow.Branch) {
	if !c.assignsCaptured(lit) {
		return // before SSA is built for nothing
	}
	fn := c.ir.FuncOf(lit)
	if fn == nil {
		return
	}
	for _, fv := range fn.FreeVars {
		ptr, ok := types.Unalias(fv.Type()).(*types.Pointer)
		if !ok || !errorflow.IsError(ptr.Elem()) {
			continue
		}
		cell := c.ir.Cell(fv)
		if cell == nil {
			continue
		}
		uses := c.ir.Uses(cell)
		if uses.Escapes || c.readElsewhere(t, fn, cell, uses) || c.readInside(fn, uses, branches) {
			continue
		}
		for _, store := range uses.Stores {
			if ir.Within(store.Parent(), fn) {
				c.unreadAssign(t, fv, store)
			}
		}
	}
}

// assignsCaptured reports whether lit assigns to an error variable from outside.
func (c *checker) assignsCaptured(lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok {
			for _, lhs := range assign.Lhs {
				id, ok := ast.Unparen(lhs).(*ast.Ident)
				if !ok {
					continue
				}
				v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
				found = found || ok && errorflow.IsError(v.Type()) && (v.Pos() < lit.Pos() || lit.End() <= v.Pos())
			}
		}
		return !found
	})
	return found
}

func (c *checker) unreadAssign(t *tasks.Task, fv *ssa.FreeVar, store *ssa.Store) {
	var call *ssa.Call
	switch v := store.Val.(type) {
	case *ssa.Call:
		call = v
	case *ssa.Extract:
		call, _ = v.Tuple.(*ssa.Call)
	}
	if call == nil || len(*store.Val.Referrers()) > 1 {
		return // not the error of a call, or used before it is stored
	}
	callee := c.ir.Callee(call.Common())
	if callee.Func == nil && callee.Body == nil || !c.errors.Fails(callee) {
		return
	}
	n, ok := ir.Innermost[*ast.AssignStmt](c.ir, store.Pos())
	if !ok {
		return
	}
	var target ast.Node = n
	for _, lhs := range n.Lhs {
		if lhs.Pos() <= store.Pos() && store.Pos() < lhs.End() {
			target = lhs
		}
	}
	c.rep.ReportOn(target, unreadAssign,
		fmt.Sprintf("the error of %s is assigned to %s, which nobody reads after the goroutine has started: a failure goes unnoticed", c.errors.CallText(call), fv.Name()),
		[]analysis.RelatedInformation{
			diagnose.Related(ir.Span{From: t.Site.Pos(), To: t.Fun.Pos()}, "the task starts here"),
			{Pos: fv.Pos(), End: fv.Pos() + token.Pos(len(fv.Name())), Message: fv.Name() + " is declared here"},
		})
}

// readElsewhere reports whether what the task fn stores in cell may be read
// outside of it: by another literal, or by the function that starts the task on
// a path from the start that does not assign to the variable first.
func (c *checker) readElsewhere(t *tasks.Task, fn *ssa.Function, cell *ssa.Alloc, uses ir.CellUses) bool {
	spawner := fn.Parent()
	inSpawner := false
	for _, load := range uses.Loads {
		switch parent := load.Parent(); {
		case ir.Within(parent, fn):
		case parent == spawner:
			inSpawner = true
		default:
			return true
		}
	}
	if cell.Parent() != spawner {
		return true // declared further out: other calls of the spawner may see it
	}
	if !inSpawner {
		return false
	}
	start := startOf(spawner, t)
	return start == nil || reads(start, cell)
}

// startOf returns the instruction of spawner that starts t, nil if it can't be
// found.
func startOf(spawner *ssa.Function, t *tasks.Task) ssa.Instruction {
	for call := range ir.Calls(spawner) {
		switch site := t.Site.(type) {
		case *ast.GoStmt:
			if g, ok := call.(*ssa.Go); ok && g.Pos() == site.Go {
				return g
			}
		case *ast.CallExpr:
			if call.Pos() == site.Lparen {
				return call
			}
		}
	}
	return nil
}

// reads reports whether a load of cell is reachable from after start without a
// store to it before.
func reads(start ssa.Instruction, cell *ssa.Alloc) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var walk func(instrs []ssa.Instruction, b *ssa.BasicBlock) bool
	walk = func(instrs []ssa.Instruction, b *ssa.BasicBlock) bool {
		for _, instr := range instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.X == cell {
					return true
				}
			case *ssa.Store:
				if instr.Addr == cell {
					return false
				}
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
	i := slices.Index(b.Instrs, start)
	return walk(b.Instrs[i+1:], b)
}

// readInside reports whether the task itself does anything with the variable
// besides leaving without a word if it is not nil.
func (c *checker) readInside(fn *ssa.Function, uses ir.CellUses, branches []errorflow.Branch) bool {
	return slices.ContainsFunc(uses.Loads, func(load *ssa.UnOp) bool {
		return ir.Within(load.Parent(), fn) && slices.ContainsFunc(*load.Referrers(), func(instr ssa.Instruction) bool {
			op, ok := instr.(*ssa.BinOp)
			return !ok || !slices.ContainsFunc(branches, func(br errorflow.Branch) bool { return br.Cond.OpPos == op.Pos() })
		})
	})
}
