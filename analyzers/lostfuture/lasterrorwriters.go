package lostfuture

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

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
				v, ok := c.info.Uses[id].(*types.Var)
				found = found || ok && errorflow.IsError(v.Type()) && (v.Pos() < lit.Pos() || lit.End() <= v.Pos())
			}
			return !found
		})
		return found
	})
}

// overwrites yields the error variables of f's spawner to which its task assigns
// what may be nil, whatever they hold, each with the first such assignment.
func (c *collector) overwrites(f *tasks.Flow) iter.Seq2[*ssa.Alloc, *ssa.Store] {
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
			i := slices.IndexFunc(uses.Stores, func(s *ssa.Store) bool { return s.Parent() == fn && c.mayBeNil(s) })
			if i >= 0 && !yield(cell, uses.Stores[i]) {
				return
			}
		}
	}
}

// mayBeNil reports whether store may replace an error by nil: the value is that
// of a call that can succeed, and whether the assignment is reached depends
// neither on that value nor on anything that tasks share.
func (c *collector) mayBeNil(store *ssa.Store) bool {
	v := store.Val
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	callee := c.ir.Callee(call.Common())
	if callee.Builtin != "" || errorflow.Wraps(callee.Func) || c.feeds(call, store.Addr) {
		return false
	}
	for b := store.Block(); b.Idom() != nil; b = b.Idom() {
		d := b.Idom()
		if test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If); ok && passes(d, store.Block()) && c.guards(test.Cond, store.Val, 0) {
			return false
		}
	}
	return true
}

// passes reports whether control may go from one block to the end of the function,
// or back to where it was, without coming to the other.
func passes(from, by *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{by: true}
	var walk func(b *ssa.BasicBlock) bool
	walk = func(b *ssa.BasicBlock) bool {
		if len(b.Succs) == 0 {
			return true
		}
		return slices.ContainsFunc(b.Succs, func(next *ssa.BasicBlock) bool {
			if seen[next] {
				return false
			}
			seen[next] = true
			return next == from || walk(next)
		})
	}
	return walk(from)
}

// feeds reports whether the call is given what the variable at addr holds: it
// joins the errors.
func (c *collector) feeds(call *ssa.Call, addr ssa.Value) bool {
	var from func(v ssa.Value, depth int) bool
	from = func(v ssa.Value, depth int) bool {
		if depth > 4 {
			return true
		}
		switch x := v.(type) {
		case *ssa.UnOp:
			return x.Op == token.MUL && x.X == addr
		case *ssa.Call:
			return slices.ContainsFunc(x.Common().Args, func(arg ssa.Value) bool { return from(arg, depth+1) })
		case *ssa.Extract:
			return from(x.Tuple, depth)
		case *ssa.Slice:
			alloc, ok := x.X.(*ssa.Alloc) // variadic arguments
			if !ok {
				return false
			}
			for _, ref := range *alloc.Referrers() {
				if index, ok := ref.(*ssa.IndexAddr); ok {
					for _, use := range *index.Referrers() {
						if store, ok := use.(*ssa.Store); ok && from(store.Val, depth+1) {
							return true
						}
					}
				}
			}
		}
		return v == addr
	}
	return from(call, 0)
}

// maxGuard bounds the parts of a condition that are looked at.
const maxGuard = 8

// guards reports whether cond says something about v, or about what tasks share:
// a variable from outside, an atomic one, what an unknown function knows.
func (c *collector) guards(cond, v ssa.Value, depth int) bool {
	if cond == v || depth > maxGuard {
		return true
	}
	switch x := cond.(type) {
	case *ssa.BinOp:
		return c.guards(x.X, v, depth+1) || c.guards(x.Y, v, depth+1)
	case *ssa.UnOp:
		if x.Op == token.MUL {
			return c.shared(x.X)
		}
		return c.guards(x.X, v, depth+1)
	case *ssa.Extract:
		return c.guards(x.Tuple, v, depth+1)
	case *ssa.Lookup:
		return true
	case *ssa.Phi:
		return slices.ContainsFunc(x.Edges, func(e ssa.Value) bool { return c.guards(e, v, depth+1) })
	case *ssa.Call:
		fn := c.ir.Callee(x.Common()).Func
		return fn == nil || fn.Pkg() == nil || fn.Pkg().Path() == "sync/atomic"
	}
	return false
}

// shared reports whether tasks may change what is at addr: it is no local variable,
// or one to which a function literal assigns.
func (c *collector) shared(addr ssa.Value) bool {
	cell := c.ir.Cell(addr)
	if cell == nil {
		return true
	}
	uses := c.ir.Uses(cell)
	return uses.Escapes || slices.ContainsFunc(uses.Stores, func(s *ssa.Store) bool { return s.Parent() != cell.Parent() })
}

// readsItself returns where w's task does something with the variable after it
// has assigned to it, if no lock keeps the others out; nil if it does nothing.
// Where it only compares it with nil, lostgoerror says that nobody reads it.
func (c *collector) readsItself(w writer, cell *ssa.Alloc) *ssa.UnOp {
	if c.locked(w.store) {
		return nil
	}
	for load := range loadsAfter(w.store, cell) {
		for _, use := range *load.Referrers() {
			if _, compares := use.(*ssa.BinOp); !compares {
				return load
			}
		}
	}
	return nil
}

// locked reports whether a mutex is locked before instr is executed: perhaps it
// still is when the variable is read.
func (c *collector) locked(instr ssa.Instruction) bool {
	for call := range ir.Calls(instr.Parent()) {
		fn := c.ir.Callee(call.Common()).Func
		if fn == nil || fn.Name() != "Lock" || call.Block() != instr.Block() && !call.Block().Dominates(instr.Block()) {
			continue
		}
		if call.Block() != instr.Block() || call.Pos() < instr.Pos() {
			return true
		}
	}
	return false
}

// loadsAfter yields the loads of cell that are reachable from after the
// instruction without a store to it before, in the same function.
func loadsAfter(from ssa.Instruction, cell *ssa.Alloc) iter.Seq[*ssa.UnOp] {
	return func(yield func(*ssa.UnOp) bool) {
		addrs := map[ssa.Value]bool{cell: true}
		for _, fv := range from.Parent().FreeVars {
			if store, ok := from.(*ssa.Store); ok && store.Addr == fv {
				addrs[fv] = true
			}
		}
		seen := make(map[*ssa.BasicBlock]bool)
		var walk func(instrs []ssa.Instruction, b *ssa.BasicBlock) bool
		walk = func(instrs []ssa.Instruction, b *ssa.BasicBlock) bool {
			for _, instr := range instrs {
				switch instr := instr.(type) {
				case *ssa.UnOp:
					if addrs[instr.X] && !yield(instr) {
						return false
					}
				case *ssa.Store:
					if addrs[instr.Addr] {
						return true
					}
				}
			}
			for _, next := range b.Succs {
				if !seen[next] {
					seen[next] = true
					if !walk(next.Instrs, next) {
						return false
					}
				}
			}
			return true
		}
		b := from.Block()
		walk(b.Instrs[slices.Index(b.Instrs, from)+1:], b)
	}
}
