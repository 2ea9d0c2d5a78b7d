package lostrelease

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// unlocks looks for functions that return with a lock which they release on
// other paths.
func (c *checker) unlocks() {
	for _, o := range c.all(lock) {
		call, ok := o.instr.(*ssa.Call)
		if ok && o.place.known() && !c.skips(call.Pos()) {
			c.unlock(call.Parent(), call, o)
		}
	}
}

func (c *checker) unlock(fn *ssa.Function, call *ssa.Call, o op) {
	d := duty{unlock, o.place}
	if !c.unlocksIn(ir.Enclosing(fn), o.place) {
		return
	}
	e := c.ir.Escape(call, ir.Search{
		Stop: func(i ssa.Instruction) bool { return c.ends(i, d) || c.locksAgain(i, o.place) },
		Edge: c.present(o.place),
	})
	if e == nil {
		return
	}
	other := c.reachable(call, d)
	if other == nil || c.entersWith(ir.Enclosing(fn), d) {
		return
	}
	if c.elsewhere(ir.Enclosing(fn), d) {
		return
	}
	if c.maySucceed(ir.Enclosing(fn), o.place, e) {
		return
	}
	name := c.receiver(call)
	site := c.callOf(call)
	if site == nil {
		return
	}
	var rel []analysis.RelatedInformation
	if u := c.callOf(other); u != nil {
		rel = append(rel, related(u, "other paths release it here"))
	}
	if ret := c.exit(e); ret != nil && e.Exit.Parent() == fn {
		rel = append(rel, related(site, "%s is locked here", name))
		c.report(ret, skippedUnlock, fmt.Sprintf("returns with %s locked at line %d: whoever locks it next blocks for ever", name, c.line(site.Pos())), rel)
		return
	}
	c.report(site, skippedUnlock, fmt.Sprintf("%s is still locked when the function %s: whoever locks it next blocks for ever", name, c.ending(fn, e)), rel)
}

// ending says where a path leaves fn. Out of the body of a loop over a function
// that can't be told.
func (c *checker) ending(fn *ssa.Function, e *ir.Escape) string {
	if e.Exit.Parent() != fn {
		return "returns"
	}
	return fmt.Sprintf("ends at line %d", c.line(e.Pos()))
}

func (c *checker) locksAgain(i ssa.Instruction, p place) bool {
	for _, o := range c.opsAt(i) {
		if o.kind == lock && o.place.equal(p) {
			return true
		}
	}
	return false
}

// unlocksIn reports whether fn itself has a call that unlocks p.
func (c *checker) unlocksIn(fn *ssa.Function, p place) bool {
	return slices.ContainsFunc(c.all(unlock), func(o op) bool {
		return o.place.equal(p) && ir.Enclosing(o.instr.Parent()) == fn
	})
}

// reachable returns an operation that ends the duty, on a path from an
// instruction in the same function.
func (c *checker) reachable(from ssa.Instruction, d duty) ssa.Instruction {
	var found ssa.Instruction
	c.ir.Escape(from, ir.Search{Stop: func(i ssa.Instruction) bool {
		for _, o := range c.opsAt(i) {
			if o.kind == d.kind && o.place.equal(d.place) {
				if found == nil {
					found = i
				}
				return true
			}
		}
		return found != nil || isReturn(i)
	}})
	return found
}

// entersWith reports whether fn can release what it did not take before: its
// callers give it the duty, and may expect it back.
func (c *checker) entersWith(fn *ssa.Function, d duty) bool {
	return slices.ContainsFunc(c.releases(fn, d.kind), func(p place) bool { return mayBe(p, d.place) })
}

// maySucceed reports whether the path out of fn may be the one on which it gives
// a lock to callers in other packages: they can unlock it, and what fn returns
// does not tell them that it failed.
func (c *checker) maySucceed(fn *ssa.Function, p place, e *ir.Escape) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok || !isExported(obj) || p.last == nil || !p.last.Exported() {
		return false
	}
	ret, ok := e.Exit.(*ssa.Return)
	if !ok || len(ret.Results) == 0 {
		return false
	}
	last := ret.Results[len(ret.Results)-1]
	if !types.Identical(last.Type(), types.Universe.Lookup("error").Type()) {
		return true
	}
	k, ok := last.(*ssa.Const)
	return ok && k.IsNil()
}

// present keeps searches from paths on which p, or what leads to it, is nil.
func (c *checker) present(p place) func(from, to *ssa.BasicBlock) bool {
	return func(from, to *ssa.BasicBlock) bool {
		test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
		if !ok {
			return true
		}
		v, null := nilTest(test, to)
		return v == nil || !null || !p.within(c.placeOf(v))
	}
}
