package lostcallbackerror

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
)

// answers are the instructions of a handler that may answer the request: all that
// is done with the writer or the context, but for what is known to only read.
type answers []ssa.Instruction

// answers returns the instructions of h that may answer. It returns false if they
// can't be told.
func (s silence) answers(h *handler) (answers, bool) {
	fn := s.ir.FuncOf(h.node)
	if fn == nil {
		return nil, false
	}
	i := h.Writer
	if fn.Signature.Recv() != nil {
		i++
	}
	if i >= len(fn.Params) {
		return nil, false
	}
	f := &follower{ir: s.ir, model: s.model, seen: make(map[ssa.Value]bool)}
	f.value(fn.Params[i])
	return f.found, true
}

// before reports whether control can come from one of the instructions to br, a
// branch of the function node. It does too if that can't be told.
func (a answers) before(p *ir.Package, node ast.Node, br errorflow.Branch) bool {
	failed := failure(p.FuncOf(node), br)
	if failed == nil {
		return true
	}
	return slices.ContainsFunc(a, func(instr ssa.Instruction) bool {
		return instr.Parent() != failed.Parent() || leads(instr.Block(), failed)
	})
}

// failure returns the block of fn to which control comes if the error of br is
// not nil, nil if there is no such block.
func failure(fn *ssa.Function, br errorflow.Branch) *ssa.BasicBlock {
	cmp, ok := ir.At[*ssa.BinOp](fn, br.Cond.OpPos)
	if !ok {
		return nil
	}
	branch, ok := cmp.Block().Instrs[len(cmp.Block().Instrs)-1].(*ssa.If)
	if !ok || branch.Cond != cmp {
		return nil
	}
	if cmp.Op == token.EQL {
		return cmp.Block().Succs[1]
	}
	return cmp.Block().Succs[0]
}

// leads reports whether control can come from b to the start of another block.
func leads(b, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	next := []*ssa.BasicBlock{b}
	for len(next) > 0 {
		b := next[len(next)-1]
		next = next[:len(next)-1]
		for _, succ := range b.Succs {
			if succ == to {
				return true
			}
			if !seen[succ] {
				seen[succ] = true
				next = append(next, succ)
			}
		}
	}
	return false
}

// A follower finds out where a writer or context goes.
type follower struct {
	ir    *ir.Package
	model *apimodel.Model
	seen  map[ssa.Value]bool
	found answers
}

// value follows v, which is the writer or something by which to get at it.
func (f *follower) value(v ssa.Value) {
	if f.seen[v] {
		return
	}
	f.seen[v] = true
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.DebugRef:
		case *ssa.Phi:
			f.value(use)
		case *ssa.MakeInterface:
			if !apimodel.IsContext(use.Type()) {
				f.value(use)
			}
		case *ssa.ChangeInterface:
			if !apimodel.IsContext(use.Type()) {
				f.value(use)
			}
		case *ssa.ChangeType:
			f.value(use)
		case *ssa.TypeAssert:
			f.value(use)
		case *ssa.Extract:
			f.value(use)
		case *ssa.FieldAddr:
			f.field(use)
		case *ssa.UnOp:
			if use.Op == token.MUL {
				f.value(use)
			}
		case *ssa.BinOp: // w != nil
		case *ssa.Store:
			cell, local := use.Addr.(*ssa.Alloc)
			if use.Val == v && (!local || use.Addr == v) {
				f.found = append(f.found, use)
			} else if local && cell != v {
				f.value(cell)
			}
		case *ssa.Call:
			switch {
			case f.hands(use, v):
				f.value(use)
			case !f.reads(use, v):
				f.found = append(f.found, use)
			}
		default: // a closure that captures it, a send, a go or defer statement
			f.found = append(f.found, use)
		}
	}
}

// field follows a field of a context.
func (f *follower) field(addr *ssa.FieldAddr) {
	strct, ok := addr.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return
	}
	fields, ok := strct.Elem().Underlying().(*types.Struct)
	if !ok {
		return
	}
	switch fields.Field(addr.Field).Name() {
	case "Request", "Params", "Keys", "Accepted":
	default:
		f.value(addr)
	}
}

// reads reports whether call, of whose operands v is one, does not answer a
// request and hands out nothing by which to answer it.
func (f *follower) reads(call *ssa.Call, v ssa.Value) bool {
	callee := f.ir.Callee(call.Common())
	if callee.Func == nil || callee.Func.Pkg() == nil {
		return callee.Builtin != "" && callee.Builtin != "append"
	}
	if callee.Func.Signature().Recv() != nil && callee.Recv != v {
		return false
	}
	if callee.Func.Name() == "Locals" { // gets a value, or sets the one that follows
		k, ok := callee.Args[len(callee.Args)-1].(*ssa.Const)
		return ok && k.IsNil()
	}
	return f.model.AnswersNothing(callee.Func)
}

// hands reports whether call does nothing but return the writer of v, or another
// context of the same request.
func (f *follower) hands(call *ssa.Call, v ssa.Value) bool {
	callee := f.ir.Callee(call.Common())
	if callee.Func == nil || callee.Func.Pkg() == nil || callee.Recv != v || len(callee.Args) > 0 {
		return false
	}
	return f.model.IsRouter(callee.Func.Pkg().Path()) && (callee.Func.Name() == "Response" || callee.Func.Name() == "Context")
}
