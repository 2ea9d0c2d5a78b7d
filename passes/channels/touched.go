package channels

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A touch is the index of all reaches: what is done to channels, by whom. The
// channels of a list are in source order.
type touch struct {
	by    map[*ssa.Function][]*Channel // by the function itself, or what it calls for certain
	loose map[*ssa.Function][]*Channel // by what it may call
	sites map[ssa.CallInstruction][]*Channel
	wide  []*Channel // to which any function may do something
}

// Touched returns the channels that executing instr may do something to, tasks
// that it starts included: those for which Does may say something other than No.
// Of perhaps, Does says May at most: something is done to them only if a call that
// can't be resolved is of a certain function. Both are in source order, channels
// that nobody here makes last.
func (r *Result) Touched(instr ssa.Instruction) (list, perhaps []*Channel) {
	if !acts(instr) {
		return nil, nil
	}
	r.once.Do(r.solve)
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.effects
	if e.touch == nil {
		e.touch = e.touches()
	}
	for _, op := range r.ops[instr] {
		if n := r.lookup(op.Chan); n != nil {
			list = append(list, n.channels...)
		}
	}
	if call, ok := instr.(ssa.CallInstruction); ok {
		perhaps = append(append(perhaps, e.touch.sites[call]...), e.touch.wide...)
		run := func(fn *ssa.Function) {
			list = append(list, e.touch.by[fn]...)
			perhaps = append(perhaps, e.touch.loose[fn]...)
		}
		run(e.to[call].Body)
		run(e.onceCalls[call])
		for _, p := range e.passed[call] {
			run(p.fn)
		}
	}
	return inOrder(list), inOrder(perhaps)
}

func inOrder(list []*Channel) []*Channel {
	slices.SortFunc(list, byNumber)
	return slices.Compact(list)
}

func (e *effects) touches() *touch {
	t := &touch{
		by:    make(map[*ssa.Function][]*Channel),
		loose: make(map[*ssa.Function][]*Channel),
		sites: make(map[ssa.CallInstruction][]*Channel),
	}
	// Also those that this package has from elsewhere.
	for _, c := range slices.SortedFunc(maps.Keys(e.sees), byNumber) {
		r := e.reachOf(c)
		sure := e.surely(c, r)
		for fn := range r.kinds {
			if sure[fn] {
				t.by[fn] = append(t.by[fn], c)
			} else {
				t.loose[fn] = append(t.loose[fn], c)
			}
		}
		for call := range r.sites {
			t.sites[call] = append(t.sites[call], c)
		}
		for _, lost := range c.lost {
			if call, ok := lost.instr.(ssa.CallInstruction); ok {
				t.sites[call] = append(t.sites[call], c)
			}
		}
		if r.rest != 0 {
			t.wide = append(t.wide, c)
		}
	}
	return t
}

// surely returns the functions that do something to c, or come to one that does, by
// calls that are resolved.
func (e *effects) surely(c *Channel, r *reach) map[*ssa.Function]bool {
	sure := make(map[*ssa.Function]bool)
	var queue []*ssa.Function
	add := func(fn *ssa.Function) {
		if !sure[fn] && r.kinds[fn] != 0 {
			sure[fn] = true
			queue = append(queue, fn)
		}
	}
	for _, op := range c.Ops {
		add(op.In)
	}
	for i := 0; i < len(queue); i++ {
		fn := queue[i]
		for call := range e.callers(fn, r.roots) {
			add(call.Parent())
		}
		for _, call := range e.onceFrom[fn] {
			add(call.Parent())
		}
		for _, call := range e.passedTo[fn] {
			add(call.Parent())
		}
	}
	return sure
}
