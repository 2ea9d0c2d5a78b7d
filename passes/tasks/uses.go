package tasks

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Uses returns the instructions of the task, and of the functions of this
// package that it calls or starts, that use v, a value or the address of a
// variable of the spawner: calls that are passed it, operations on it, reads of
// its fields. Instructions that only hand it on inside the task are left out.
func (r *Result) Uses(f *Flow, v ssa.Value) []ssa.Instruction {
	r.mu.Lock()
	defer r.mu.Unlock()
	g := r.ssa()
	u := &user{g: g, seen: make(map[ssa.Value]bool), found: make(map[ssa.Instruction]bool)}
	v = g.ir.Resolve(v)
	cell := g.cellOf(v)
	same := func(other ssa.Value) bool {
		if other == nil {
			return false
		}
		if other == v || g.ir.Resolve(other) == v {
			return true
		}
		at := g.ir.Cell(other)
		if at == nil {
			return false
		}
		if at == cell || ssa.Value(at) == v {
			return true
		}
		uses := g.ir.Uses(at)
		return !uses.Escapes && slices.ContainsFunc(uses.Stores, func(s *ssa.Store) bool { return g.ir.Resolve(s.Val) == v })
	}
	for _, b := range f.bodies {
		for _, fv := range b.fn.FreeVars {
			if same(fv) {
				u.follow(fv)
			}
		}
		for i, arg := range b.args {
			if i < len(b.fn.Params) && same(arg) {
				u.follow(b.fn.Params[i])
			}
		}
	}
	if len(f.bodies) == 0 {
		common := f.Start.Common()
		if slices.ContainsFunc(append(slices.Clone(common.Args), common.Value), same) {
			u.note(f.Start)
		}
	}
	return u.list
}

type user struct {
	g     *graph
	seen  map[ssa.Value]bool
	found map[ssa.Instruction]bool
	list  []ssa.Instruction
}

func (u *user) note(instr ssa.Instruction) {
	if !u.found[instr] {
		u.found[instr] = true
		u.list = append(u.list, instr)
	}
}

// follow notes the uses of v.
func (u *user) follow(v ssa.Value) {
	if v == nil || u.seen[v] || v.Referrers() == nil {
		return
	}
	u.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.Phi, *ssa.TypeAssert, *ssa.Convert:
			u.follow(x.(ssa.Value))
		case *ssa.UnOp:
			if u.g.ir.Cell(v) != nil {
				u.follow(x) // the load of a variable
			} else {
				u.note(x)
			}
		case *ssa.Extract:
			u.follow(x)
		case *ssa.MakeClosure:
			u.followClosure(x, v)
		case *ssa.Store:
			cell := u.g.ir.Cell(x.Addr)
			if x.Val == v && cell != nil {
				u.follow(cell)
			} else {
				u.note(x)
			}
		case ssa.CallInstruction:
			u.followCall(x, v)
		default:
			u.note(ref)
		}
	}
}

func (u *user) followClosure(mc *ssa.MakeClosure, v ssa.Value) {
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok || fn.Parent() != mc.Parent() || len(fn.FreeVars) != len(mc.Bindings) {
		u.note(mc)
		return
	}
	for i, b := range mc.Bindings {
		if b == v {
			u.follow(fn.FreeVars[i])
		}
	}
}

func (u *user) followCall(call ssa.CallInstruction, v ssa.Value) {
	c := u.g.ir.Callee(call.Common())
	bodies := u.g.bodiesOf(c)
	if len(bodies) == 0 || call.Common().Value == v {
		u.note(call)
		return
	}
	for _, b := range bodies {
		for i, arg := range b.args {
			if arg == v && i < len(b.fn.Params) {
				u.follow(b.fn.Params[i])
			}
		}
	}
}
