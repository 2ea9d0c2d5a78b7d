package lostrelease

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// unlocks looks for functions that return with a lock which they release on
// other paths.
func (c *checker) unlocks() {
	for _, o := range c.all(lock) {
		call, ok := o.instr.(*ssa.Call)
		if ok && o.place.known() && c.tested(o) && !c.skips(call.Pos()) {
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
		Edge: both(c.present(o.place), c.taken(o)),
	})
	other := c.reachable(call, d)
	again := other != nil && c.inLoopOf(call, other) && c.comesBack(o, d)
	if !again && (e == nil || c.alone(ir.Enclosing(fn), lock, o.place)) || other == nil || c.entersWith(ir.Enclosing(fn), d) {
		return
	}
	if c.elsewhere(ir.Enclosing(fn), d) {
		return
	}
	if e != nil && c.maySucceed(ir.Enclosing(fn), o.place, e) {
		return
	}
	name := c.receiver(call)
	site := c.callOf(call)
	if site == nil {
		return
	}
	var rel []analysis.RelatedInformation
	if u := c.callOf(other); u != nil {
		rel = append(rel, diagnose.Related(u, "other paths release it here"))
	}
	if again {
		then := "whoever locks it next blocks for ever"
		if o.name == "Lock" && !c.ownOfIteration(call, o.place) {
			then = "which locks it again and blocks for ever"
		}
		c.rep.ReportOn(site, skippedUnlock, fmt.Sprintf("%s is still locked on a path to the next iteration: %s", name, then), rel)
		return
	}
	if ret := c.exit(e); ret != nil && e.Exit.Parent() == fn {
		rel = append(rel, diagnose.Related(site, "%s is locked here", name))
		c.rep.ReportOn(ret, skippedUnlock, fmt.Sprintf("returns with %s locked at line %d: whoever locks it next blocks for ever", name, c.line(site.Pos())), rel)
		return
	}
	c.rep.ReportOn(site, skippedUnlock, fmt.Sprintf("%s is still locked when the function %s: whoever locks it next blocks for ever", name, c.ending(fn, e)), rel)
}

// ownOfIteration reports whether p may be another object in each iteration of the
// loop around instr.
func (c *checker) ownOfIteration(instr ssa.Instruction, p place) bool {
	root, ok := p.Root.(ssa.Instruction)
	header := c.ir.Header(instr.Block())
	return ok && header != nil && c.ir.Body(header)[root.Block()]
}

// taskUnlocks looks for tasks that can end with a lock which their spawner took
// for them.
func (c *checker) taskUnlocks(f *tasks.Flow) {
	for _, fn := range f.Bodies {
		for _, o := range c.calls(fn, unlock) {
			c.taskUnlock(f, fn, o)
		}
	}
}

func (c *checker) taskUnlock(f *tasks.Flow, fn *ssa.Function, o op) {
	inside, d := duty{unlock, o.place}, duty{unlock, c.fromTask(f, fn, o.place)}
	if !c.unbalanced(fn, o.instr, inside) {
		return
	}
	var took ssa.Instruction
	for l := range c.in(f.In, lock) {
		if l.place.equal(d.place) && ir.Precedes(l.instr, f.Start) && c.keepsUntil(l.instr, f.Start, d) {
			took = l.instr
		}
	}
	if took == nil || c.elsewhere(f.In, d) {
		return
	}
	e := c.ir.EscapeEntry(fn, ir.Search{
		Stop:   func(i ssa.Instruction) bool { return c.ends(i, inside) },
		Edge:   c.present(o.place),
		Panics: c.recovers(fn),
	})
	locked, site := c.callOf(took), c.callOf(o.instr)
	if e == nil || c.skips(e.Pos()) || locked == nil || site == nil {
		return
	}
	name := c.receiver(o.instr)
	rel := []analysis.RelatedInformation{diagnose.Related(f.Task.Site, "the task starts here"), diagnose.Related(locked, "it is locked here, for the task")}
	if ret := c.exit(e); ret != nil {
		rel = append(rel, diagnose.Related(site, "other paths unlock it here"))
		c.rep.ReportOn(ret, skippedUnlock, fmt.Sprintf("the task ends here with %s locked, which line %d locked for it: whoever locks it next blocks for ever", name, c.line(locked.Pos())), rel)
		return
	}
	c.rep.ReportOn(site, skippedUnlock, fmt.Sprintf("the task can end at line %d without this call of %s.Unlock: whoever locks it next blocks for ever", c.line(e.Pos()), name), rel)
}

// keepsUntil reports whether start is reached from taken while the duty lasts.
func (c *checker) keepsUntil(taken, start ssa.Instruction, d duty) bool {
	reached := false
	c.ir.Escape(taken, ir.Search{Stop: func(i ssa.Instruction) bool {
		reached = reached || i == start
		return reached || isReturn(i) || c.ends(i, d)
	}})
	return reached
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
	for o := range c.in(fn, unlock) {
		if o.place.equal(p) {
			return true
		}
	}
	return false
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
	if !ok || !isExported(obj) || p.Last == nil || !p.Last.Exported() {
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

func both(a, b func(from, to *ssa.BasicBlock) bool) func(from, to *ssa.BasicBlock) bool {
	return func(from, to *ssa.BasicBlock) bool { return a(from, to) && b(from, to) }
}

// present keeps searches from paths on which p, or what leads to it, is nil.
func (c *checker) present(p place) func(from, to *ssa.BasicBlock) bool {
	return func(from, to *ssa.BasicBlock) bool {
		test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
		if !ok {
			return true
		}
		v, null := nilTest(test, to)
		return v == nil || !null || !p.Within(c.placeOf(v).Place) && (p.ch == nil || c.placeOf(v).ch != p.ch)
	}
}
