package channels

import (
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// These bound the functions that are known to do something to one channel by
// calling others, and those of them that might by an unresolved call. Beyond
// them any function may.
const (
	maxReach = 500
	maxLoose = 50
)

// A reach says which functions may do something to a channel when they are
// called, what they call included.
type reach struct {
	kinds map[*ssa.Function]kindSet
	sites map[ssa.CallInstruction]kindSet // unresolved calls that may be of such a function
	loose map[*ssa.Function]bool          // reached through an unresolved call
	roots []*ssa.Function                 // the declared functions that see a channel that is in no field; nil for others
	rest  kindSet                         // of all other functions
}

func (r *reach) of(fn *ssa.Function) kindSet { return r.kinds[fn] | r.rest }

// reachOf finds the functions that may do something to c.
func (e *effects) reachOf(c *Channel) *reach {
	if r := e.reached[c]; r != nil {
		return r
	}
	r := &reach{
		kinds: make(map[*ssa.Function]kindSet),
		sites: make(map[ssa.CallInstruction]kindSet),
		loose: make(map[*ssa.Function]bool),
	}
	e.reached[c] = r
	if c == nil {
		return r
	}
	if c.Field == nil && c.Global == nil {
		r.roots = e.sees[c]
	}
	var queue []*ssa.Function
	add := func(fn *ssa.Function, kinds kindSet, loose bool) {
		if r.kinds[fn]|kinds == r.kinds[fn] && (r.loose[fn] || !loose) {
			return
		}
		if r.kinds[fn] == 0 && (len(r.kinds) >= maxReach || loose && len(r.loose) >= maxLoose) {
			r.rest |= kinds
			return
		}
		r.kinds[fn] |= kinds
		if loose {
			r.loose[fn] = true
		}
		queue = append(queue, fn)
	}
	for _, op := range c.Ops {
		if !op.Go {
			add(op.In, kindSet(0).with(op.Kind), false)
		}
	}
	for _, e := range c.lost {
		if _, ok := e.instr.(*ssa.Go); !ok {
			add(e.instr.Parent(), e.allows, false)
		}
	}
	for i := 0; i < len(queue); i++ {
		fn := queue[i]
		kinds, loose := r.kinds[fn], r.loose[fn]
		roots := r.roots
		if loose {
			roots = nil
		}
		for call := range e.callers(fn, roots) {
			if _, ok := call.(*ssa.Go); !ok {
				add(call.Parent(), kinds, loose)
			}
		}
		for _, call := range e.onceFrom[fn] {
			if _, ok := call.(*ssa.Go); !ok {
				add(call.Parent(), kinds, loose)
			}
		}
		for _, call := range e.passedTo[fn] {
			if e.runsPassed(call, fn) {
				add(call.Parent(), kinds, loose)
			}
		}
		for _, call := range e.unresolved(fn) {
			r.sites[call] |= kinds
			if _, ok := call.(*ssa.Go); !ok {
				add(call.Parent(), kinds, true)
			}
		}
	}
	return r
}

// runsPassed reports whether call may run fn, which it passes, before it
// returns.
func (e *effects) runsPassed(call ssa.CallInstruction, fn *ssa.Function) bool {
	if _, ok := call.(*ssa.Go); ok {
		return false
	}
	return slices.ContainsFunc(e.passed[call], func(p passed) bool {
		return p.fn == fn && e.runsArgument(e.to[call], p) != started
	})
}

// callers yields the calls of fn in the functions of roots, in all if it is nil.
func (f *functions) callers(fn *ssa.Function, roots []*ssa.Function) iter.Seq[ssa.CallInstruction] {
	if roots == nil {
		return slices.Values(f.from[fn])
	}
	return func(yield func(ssa.CallInstruction) bool) {
		for _, root := range roots {
			for _, call := range f.fromIn[[2]*ssa.Function{fn, root}] {
				if !yield(call) {
					return
				}
			}
		}
	}
}

// unresolved returns the calls that aren't resolved and may be of fn.
func (f *functions) unresolved(fn *ssa.Function) []ssa.CallInstruction {
	var calls []ssa.CallInstruction
	if obj, ok := fn.Object().(*types.Func); ok && obj.Signature().Recv() != nil && f.reachable(fn) {
		recv := obj.Signature().Recv().Type()
		for _, call := range f.invokes[obj.Name()] {
			iface, ok := call.Common().Value.Type().Underlying().(*types.Interface)
			if !ok || isGeneric(recv) || types.Implements(recv, iface) || types.Implements(types.NewPointer(recv), iface) {
				calls = append(calls, call)
			}
		}
	}
	if f.loose[fn] {
		sig := types.NewSignatureType(nil, nil, nil, fn.Signature.Params(), fn.Signature.Results(), fn.Signature.Variadic())
		sites, _ := f.dynamic.At(sig).([]ssa.CallInstruction)
		calls = append(calls, sites...)
	}
	return calls
}

func isGeneric(t types.Type) bool {
	n, ok := named(t).(*types.Named)
	return ok && n.TypeParams().Len() > 0
}
