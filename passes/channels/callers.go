package channels

import "golang.org/x/tools/go/ssa"

// Callers returns what may run fn: the calls, go and defer statements that call
// it, and the calls that pass it as an argument. Known is false if code of this
// package may run it otherwise, because it is stored or returned.
func (r *Result) Callers(fn *ssa.Function) (direct, passing []ssa.CallInstruction, known bool) {
	r.once.Do(r.solve)
	return r.effects.from[fn], r.effects.passedTo[fn], !r.effects.functions.loose[fn]
}

// Reachable reports whether code that isn't followed can call fn by its name: that
// of another package, or a call through an interface.
func (r *Result) Reachable(fn *ssa.Function) bool {
	r.once.Do(r.solve)
	return r.effects.reachable(fn)
}
