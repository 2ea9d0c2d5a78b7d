package tasks

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// leaks reports whether v, a channel, a group or the call that made a context,
// comes to where the analysis doesn't follow: it is stored, returned, sent, or
// passed to somebody else's code.
func (g *graph) leaks(v ssa.Value) bool {
	if v == nil {
		return false
	}
	if known, ok := g.leaking[v]; ok {
		return known
	}
	g.leaking[v] = false // while it is being decided
	result := g.anyLeak(v)
	g.leaking[v] = result
	return result
}

func (g *graph) anyLeak(v ssa.Value) bool {
	if call, ok := v.(*ssa.Call); ok {
		// Of a context, what others wait for is the work that ends with it.
		return !isContextMaker(g.ir.Callee(call.Common()).Func)
	}
	refs := v.Referrers()
	if refs == nil {
		return true
	}
	for _, ref := range *refs {
		if g.leaksBy(ref, v) {
			return true
		}
	}
	return false
}

func (g *graph) leaksBy(ref ssa.Instruction, v ssa.Value) bool {
	switch x := ref.(type) {
	case *ssa.DebugRef, *ssa.BinOp, *ssa.If, *ssa.FieldAddr, *ssa.Field, *ssa.TypeAssert, *ssa.Extract:
		return false
	case *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.Phi, *ssa.Slice:
		return g.leaks(x.(ssa.Value))
	case *ssa.UnOp:
		return x.Op == token.MUL && g.leaks(x)
	case *ssa.Send:
		return x.X == v
	case *ssa.Select:
		for _, state := range x.States {
			if state.Send == v {
				return true
			}
		}
		return false
	case *ssa.Store:
		if x.Val != v {
			return false
		}
		cell := g.ir.Cell(x.Addr)
		return cell == nil || g.leaks(cell)
	case *ssa.MakeClosure:
		return g.leaksByClosure(x, v)
	case ssa.CallInstruction:
		return g.leaksByCall(x, v)
	}
	return true
}

func (g *graph) leaksByClosure(mc *ssa.MakeClosure, v ssa.Value) bool {
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok || len(mc.Bindings) != len(fn.FreeVars) || fn.Blocks == nil {
		return true
	}
	if fn.Parent() != mc.Parent() {
		return true // a method value
	}
	for i, b := range mc.Bindings {
		if b == v && g.leaks(fn.FreeVars[i]) {
			return true
		}
	}
	// A function that waits is a way to wait for whoever gets it.
	waiting := false
	for _, a := range g.summaryOf(fn).acts {
		if a.kind == waits {
			waiting = true
		}
	}
	return waiting && g.functionLeaks(mc)
}

// functionLeaks reports whether a function is used for more than being called
// or started here.
func (g *graph) functionLeaks(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.DebugRef:
		case ssa.CallInstruction:
			if x.Common().Value == v {
				continue
			}
			switch recvPlace(g.ir.Callee(x.Common()).Func) {
			case waitGroup, errGroup:
			default:
				return true
			}
		case *ssa.Store:
			cell := g.ir.Cell(x.Addr)
			if cell == nil {
				return true
			}
			uses := g.ir.Uses(cell)
			if uses.Escapes {
				return true
			}
			for _, load := range uses.Loads {
				if g.functionLeaks(load) {
					return true
				}
			}
		default:
			return true
		}
	}
	return false
}

func (g *graph) leaksByCall(call ssa.CallInstruction, v ssa.Value) bool {
	common := call.Common()
	if common.Value == v {
		return false
	}
	c := g.ir.Callee(common)
	if c.Builtin != "" {
		return c.Builtin == "append" || c.Builtin == "copy"
	}
	switch recvPlace(c.Func) {
	case waitGroup, errGroup:
		return false
	}
	bodies := g.bodiesOf(c)
	if len(bodies) == 0 {
		return true
	}
	for _, b := range bodies {
		for i, arg := range b.args {
			if arg == v && i < len(b.fn.Params) && g.leaks(b.fn.Params[i]) {
				return true
			}
		}
	}
	return false
}
