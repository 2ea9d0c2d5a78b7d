package lostrelease

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// dones looks for tasks that can end without the Done call that they make on
// other paths.
func (c *checker) dones(f *tasks.Flow) {
	for _, fn := range f.Bodies {
		for _, o := range append(c.calls(fn, done), c.helped(fn, done)...) {
			c.done(f, fn, o)
		}
	}
}

// calls returns the first operation of the kind that fn has on each place. A
// place is left out if fn does it in a loop: once for each of something.
func (c *checker) calls(fn *ssa.Function, k kind) []op {
	var first []op
	var looping []place
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			for _, o := range c.opsAt(instr) {
				if o.kind != k || !o.place.known() {
					continue
				}
				if part != fn || c.ir.Loop(instr.Block()) != 0 || o.arm != nil {
					looping = append(looping, o.place)
				}
				if !contains(first, o.place) {
					first = append(first, o)
				}
			}
		}
	}
	n := 0
	for _, o := range first {
		keep := true
		for _, p := range looping {
			keep = keep && !mayBe(p, o.place)
		}
		if keep {
			first[n] = o
			n++
		}
	}
	return first[:n]
}

// helped returns the calls that fn makes, or defers, of functions of this package
// which certainly do something of the kind, to places on which it does nothing of
// the kind itself.
func (c *checker) helped(fn *ssa.Function, k kind) []op {
	var list []op
	direct := c.calls(fn, k)
	for call := range ir.Calls(fn) {
		if _, isGo := call.(*ssa.Go); isGo || len(c.opsAt(call)) > 0 {
			continue
		}
		callee := c.ir.Callee(call.Common())
		if callee.Body == nil {
			continue
		}
		for _, p := range c.releases(callee.Body, k) {
			q := c.translate(p, callee)
			if !q.known() || contains(direct, q) {
				continue
			}
			if c.ir.Loop(call.Block()) != 0 || !c.always(callee.Body, duty{k, p}) {
				return nil
			}
			if !contains(list, q) {
				list = append(list, op{instr: call, kind: k, place: q})
			}
		}
	}
	return list
}

// always reports whether fn ends the duty by a call of its own on all of its
// paths.
func (c *checker) always(fn *ssa.Function, d duty) bool {
	return c.ownCall(fn, d.kind, d.place) != nil && c.ir.EscapeEntry(fn, ir.Search{Stop: func(i ssa.Instruction) bool { return c.ends(i, d) }}) == nil
}

// ownCall returns the operation of fn itself on p.
func (c *checker) ownCall(fn *ssa.Function, k kind, p place) ssa.Instruction {
	for o := range c.in(fn, k) {
		if o.instr.Parent() == fn && o.place.equal(p) && c.ir.Loop(o.instr.Block()) == 0 {
			return o.instr
		}
	}
	return nil
}

// said returns the instruction that shows what o does: o's own, or the one of the
// function that it calls.
func (c *checker) said(o op) ssa.Instruction {
	if len(c.opsAt(o.instr)) > 0 {
		return o.instr
	}
	callee := c.ir.Callee(o.instr.(ssa.CallInstruction).Common())
	for _, p := range c.releases(callee.Body, o.kind) {
		if own := c.ownCall(callee.Body, o.kind, p); own != nil && c.translate(p, callee).equal(o.place) {
			return own
		}
	}
	return o.instr
}

func contains(ops []op, p place) bool {
	for _, o := range ops {
		if o.place.equal(p) {
			return true
		}
	}
	return false
}

func (c *checker) done(f *tasks.Flow, fn *ssa.Function, o op) {
	e := c.ir.EscapeEntry(fn, ir.Search{
		Stop:   func(i ssa.Instruction) bool { return c.ends(i, duty{done, o.place}) },
		Edge:   c.present(o.place),
		Panics: c.recovers(fn),
	})
	if e == nil || c.skips(e.Pos()) {
		return
	}
	group := c.fromTask(f, fn, o.place)
	counted := c.countedBefore(f, group)
	if counted == nil || !c.waitedFor(group) || c.doneByOthers(f, fn, duty{done, group}) {
		return
	}
	said := c.said(o)
	site := c.callOf(said)
	if site == nil {
		return
	}
	name := c.receiver(said)
	rel := []analysis.RelatedInformation{diagnose.Related(f.Task.Site, "the task starts here")}
	if add := c.callOf(counted); add != nil {
		rel = append(rel, diagnose.Related(add, "it is counted here"))
	}
	if ret := c.exit(e); ret != nil {
		rel = append(rel, diagnose.Related(site, "other paths call Done here"))
		c.rep.ReportOn(ret, skippedDone, fmt.Sprintf("the task ends here without %s.Done(), which is called at line %d: %s.Wait blocks for ever", name, c.line(site.Pos()), name), rel, c.deferFix(fn, o)...)
		return
	}
	c.rep.ReportOn(site, skippedDone, fmt.Sprintf("the task can end at line %d without this call of %s.Done: %s.Wait blocks for ever", c.line(e.Pos()), name, name), rel, c.deferFix(fn, o)...)
}

// fromTask returns the place that the spawner knows what the task calls p.
func (c *checker) fromTask(f *tasks.Flow, fn *ssa.Function, p place) place {
	param, ok := p.Root.(*ssa.Parameter)
	if !ok || param.Parent() != fn {
		return p
	}
	arg := f.Arg(param)
	if arg == nil {
		return p
	}
	return p.through(c.placeOf(arg))
}

// countedBefore returns the call of Add that certainly comes before the start of
// the task, nil if there is none.
func (c *checker) countedBefore(f *tasks.Flow, group place) ssa.Instruction {
	for o := range c.in(f.In, add) {
		if o.place.equal(group) && ir.Precedes(o.instr, f.Start) {
			return o.instr
		}
	}
	return nil
}

// waitedFor reports whether anybody waits for the group.
func (c *checker) waitedFor(group place) bool {
	for range c.alike(wait, group) {
		return true
	}
	return len(c.byKind[wait].params) > 0
}

// doneByOthers reports whether code that is no part of the task fn may end its
// duty in its stead: a function that is no task, or does so in a loop, for each
// of something that fn may have added. What the spawner does before it starts the
// task is for tasks that it doesn't start.
func (c *checker) doneByOthers(f *tasks.Flow, fn *ssa.Function, d duty) bool {
	for o := range c.givers(d.kind).alike(d.place) {
		other := ir.Enclosing(o.instr.Parent())
		switch {
		case ir.Within(other, fn) || c.starts[o.instr] != nil: // part of the task, or looked at as a task
		case isParameter(o.place) || c.callersTell(other): // seen where it is called
		case c.isTasksOwn(other, o.instr):
		case other == f.In && !c.follows(f.Start, o.instr):
		default:
			return true
		}
	}
	return false
}

// callersTell reports whether what fn does is seen where it is called: it is no
// task, and all of its callers are known.
func (c *checker) callersTell(fn *ssa.Function) bool {
	if c.isTask(fn) {
		return false
	}
	_, all := c.sites(fn)
	return all
}

// isTasksOwn reports whether instr is what the task fn does for itself: once.
func (c *checker) isTasksOwn(fn *ssa.Function, instr ssa.Instruction) bool {
	return c.isTask(fn) && instr.Parent() == fn && c.ir.Loop(instr.Block()) == 0
}

// follows reports whether instr can be reached from start, in the same function,
// before another task is counted.
func (c *checker) follows(start, instr ssa.Instruction) bool {
	reached := false
	c.ir.Escape(start, ir.Search{Stop: func(i ssa.Instruction) bool {
		reached = reached || i == instr
		for _, o := range c.opsAt(i) {
			if o.kind == add {
				return true
			}
		}
		return reached || isReturn(i)
	}})
	return reached
}

// recovers reports whether fn defers a function that recovers: a panic then ends
// the task and not the program.
func (c *checker) recovers(fn *ssa.Function) bool {
	for d := range ir.Defers(fn) {
		body := c.ir.Callee(d.Common()).Body
		if body == nil {
			continue
		}
		for call := range ir.Calls(body) {
			if c.ir.Callee(call.Common()).Builtin == "recover" {
				return true
			}
		}
	}
	return false
}
