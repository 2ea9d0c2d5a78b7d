package lostrelease

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// releases returns the places, as seen from inside of fn, that fn may release
// although it did not acquire them.
func (e *engine) releases(fn *ssa.Function, k kind) []place {
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	key := effectKey{fn, k}
	if list, ok := e.effects[key]; ok {
		return list
	}
	e.effects[key] = nil // what a recursive call adds, the first finds anyway
	var list []place
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			for _, p := range e.releasedAt(instr, k) {
				if !slices.Contains(list, p) && e.unbalanced(fn, instr, duty{k, p}) {
					list = append(list, p)
				}
			}
		}
	}
	list = distinct(list)
	e.effects[key] = list
	return list
}

// releasedAt returns what instr may release.
func (e *engine) releasedAt(instr ssa.Instruction, k kind) []place {
	var list []place
	for _, o := range e.opsAt(instr) {
		if o.kind == k {
			list = append(list, o.place)
		}
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		for _, v := range keeps(instr) {
			list = append(list, e.released(v, k)...)
			list = append(list, e.object(v, k)...)
		}
		return list
	}
	if _, _, _, ok := e.method(call.Common()); ok {
		return list
	}
	callee := e.ir.Callee(call.Common())
	if callee.Builtin != "" {
		return list
	}
	if callee.Body != nil {
		list = append(list, e.called(callee, k)...)
	}
	for _, arg := range callee.Args {
		list = append(list, e.released(arg, k)...)
		if callee.Body == nil {
			list = append(list, e.object(arg, k)...)
		}
	}
	return list
}

// object returns the place of v if it points to something that has duties of the
// kind: who is given it may do what is to be done.
func (e *engine) object(v ssa.Value, k kind) []place {
	t := v.Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	name := ""
	if named, ok := types.Unalias(t).(*types.Named); ok {
		name = named.Obj().Name()
	}
	_, isChan := t.Underlying().(*types.Chan)
	matches := false
	switch k {
	case done:
		matches = name == "WaitGroup"
	case unlock:
		matches = name == "Mutex" || name == "RWMutex" || name == "Locker"
	case release:
		matches = name == "Weighted"
	case send, recv, closing:
		matches = isChan
	}
	if !matches {
		return nil
	}
	return []place{e.placeOf(v)}
}

// unbalanced reports whether instr, which ends the duty, can be reached in fn
// without an acquisition before it.
func (e *engine) unbalanced(fn *ssa.Function, instr ssa.Instruction, d duty) bool {
	opp, ok := d.opposite()
	if !ok {
		return true
	}
	return e.reached(fn, instr, func(i ssa.Instruction) bool { return e.acquires(i, duty{opp, d.place}) })
}

// reached reports whether instr can be reached from the entry of the function
// that it belongs to, outer or the body of a loop in it, without passing what stops.
func (e *engine) reached(outer *ssa.Function, instr ssa.Instruction, stops func(ssa.Instruction) bool) bool {
	for {
		found := false
		fn := instr.Parent()
		e.ir.EscapeEntry(fn, ir.Search{Stop: func(i ssa.Instruction) bool {
			found = found || i == instr
			return found || isReturn(i) || stops(i)
		}})
		if !found || fn == outer || ir.Enclosing(fn) == fn {
			return found
		}
		// In the body of a loop over a function: the loop must be reached too.
		if instr = loopOver(fn); instr == nil {
			return true
		}
	}
}

// loopOver returns the call of the function that a range statement with the body
// yield loops over.
func loopOver(yield *ssa.Function) ssa.Instruction {
	for instr := range ir.Instrs(yield.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		for _, arg := range call.Call.Args {
			if mc, ok := arg.(*ssa.MakeClosure); ok && mc.Fn == yield {
				return call
			}
			if arg == yield {
				return call
			}
		}
	}
	return nil
}

// acquires reports whether instr, or a function that it calls, does something of
// the kind to what may be the object.
func (e *engine) acquires(instr ssa.Instruction, d duty) bool {
	for _, o := range e.opsAt(instr) {
		if o.kind == d.kind && mayBe(o.place, d.place) {
			return true
		}
	}
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	callee := e.ir.Callee(call.Common())
	if callee.Body == nil {
		return false
	}
	for _, p := range e.acquired(callee.Body, d.kind) {
		if mayBe(e.translate(p, callee), d.place) {
			return true
		}
	}
	return false
}

// acquired returns the places, as seen from inside of fn, that fn or a function
// that it calls acquires.
func (e *engine) acquired(fn *ssa.Function, k kind) []place {
	key := effectKey{fn, k}
	if list, ok := e.taken[key]; ok {
		return list
	}
	e.taken[key] = nil
	seen := make(map[place]bool)
	var list []place
	note := func(p place) {
		if !seen[p] && len(list) < maxPlaces {
			seen[p] = true
			list = append(list, p)
		}
	}
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			for _, o := range e.opsAt(instr) {
				if o.kind == k {
					note(o.place)
				}
			}
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if callee := e.ir.Callee(call.Common()); callee.Body != nil {
				for _, p := range e.acquired(callee.Body, k) {
					note(e.translate(p, callee))
				}
			}
		}
	}
	e.taken[key] = list
	return list
}

// maxPlaces bounds what is told apart of what one function does.
const maxPlaces = 64
