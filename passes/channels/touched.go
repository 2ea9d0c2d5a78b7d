package channels

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A touch is the index of all reaches: what is done to channels, by whom. The
// channels of a list are in source order.
type touch struct {
	by    map[*ssa.Function][]*Channel
	sites map[ssa.CallInstruction][]*Channel
	wide  []*Channel // to which any function may do something
}

// Touched returns the channels that executing instr may do something to, tasks
// that it starts included: those for which Does may say something other than No.
// They are in source order, those that nobody here makes last.
func (r *Result) Touched(instr ssa.Instruction) []*Channel {
	if !acts(instr) {
		return nil
	}
	r.once.Do(r.solve)
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.effects
	if e.touch == nil {
		e.touch = e.touches()
	}
	var list []*Channel
	for _, op := range r.ops[instr] {
		if n := r.lookup(op.Chan); n != nil {
			list = append(list, n.channels...)
		}
	}
	if call, ok := instr.(ssa.CallInstruction); ok {
		list = append(list, e.touch.sites[call]...)
		list = append(list, e.touch.wide...)
		list = append(list, e.touch.by[e.to[call].Body]...)
		list = append(list, e.touch.by[e.onceCalls[call]]...)
		for _, p := range e.passed[call] {
			list = append(list, e.touch.by[p.fn]...)
		}
	}
	slices.SortFunc(list, byNumber)
	return slices.Compact(list)
}

func (e *effects) touches() *touch {
	t := &touch{by: make(map[*ssa.Function][]*Channel), sites: make(map[ssa.CallInstruction][]*Channel)}
	// Also those that this package has from elsewhere.
	for _, c := range slices.SortedFunc(maps.Keys(e.sees), byNumber) {
		r := e.reachOf(c)
		for fn := range r.kinds {
			t.by[fn] = append(t.by[fn], c)
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
