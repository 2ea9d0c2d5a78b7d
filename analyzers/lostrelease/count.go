package lostrelease

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// counts looks for calls of Add with a constant that is not the number of tasks
// which are then started.
func (c *checker) counts() {
	for _, o := range c.all(add) {
		fn := o.instr.Parent()
		if o.place.known() && !c.skips(o.instr.Pos()) && ir.Enclosing(fn) == fn {
			c.count(fn, o)
		}
	}
}

func (c *checker) count(fn *ssa.Function, first op) {
	group := first.place
	sum, ok := c.added(fn, first)
	if !ok || !c.waitedFor(group) {
		return
	}
	started, ok := c.started(fn, first)
	if !ok || len(started) == 0 || int64(len(started)) == sum {
		return
	}
	for _, f := range started {
		if c.doneByOthers(f, f.Bodies[0], duty{done, group}) {
			return
		}
	}
	site := c.callOf(first.instr)
	if site == nil {
		return
	}
	var rel []analysis.RelatedInformation
	for _, f := range started {
		rel = append(rel, diagnose.Related(f.Task.Site, "a task that calls Done once"))
	}
	name := c.receiver(first.instr)
	what, then := "counts", fmt.Sprintf("%s.Wait blocks for ever", name)
	if sum < int64(len(started)) {
		then = "the counter becomes negative, which panics"
	}
	c.rep.ReportOn(site, countMismatch, fmt.Sprintf("%s %s %d, but %s started that call Done: %s", name, what, sum, tasksAre(len(started)), then), rel)
}

func tasksAre(n int) string {
	if n == 1 {
		return "1 task is"
	}
	return fmt.Sprintf("%d tasks are", n)
}

// added returns the sum of what fn adds to the group, if it is a constant, and
// all of it is added in the block of first, of which first is the first.
func (c *checker) added(fn *ssa.Function, first op) (sum int64, ok bool) {
	for o := range c.in(fn, add) {
		if !mayBe(o.place, first.place) {
			continue
		}
		n, ok := c.constant(c.ir.Callee(o.instr.(ssa.CallInstruction).Common()).Args, 0)
		if !ok || o.instr.Block() != first.instr.Block() || !o.place.equal(first.place) || ir.Precedes(o.instr, first.instr) {
			return 0, false
		}
		sum += n
	}
	return sum, true
}

// started returns the tasks that are started in the block of first, after it, and
// end by calling Done once. It returns false if anything else in fn, or what is
// not known, may call it.
func (c *checker) started(fn *ssa.Function, first op) (started []*tasks.Flow, ok bool) {
	for o := range c.givers(done).alike(first.place) {
		if ir.Enclosing(o.instr.Parent()) != fn {
			continue
		}
		f := c.starts[o.instr]
		if f == nil || o.instr.Block() != first.instr.Block() || !ir.Precedes(first.instr, o.instr) || !c.doesOnce(f, first.place) {
			return nil, false
		}
		if !slices.Contains(started, f) {
			started = append(started, f)
		}
	}
	return started, true
}

// doesOnce reports whether the task calls Done exactly once, whatever happens.
func (c *checker) doesOnce(f *tasks.Flow, group place) bool {
	if len(f.Bodies) != 1 || f.Times.Often == tasks.OftenUnknown {
		return false
	}
	fn := f.Bodies[0]
	var only ssa.Instruction
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			if !c.endsInTask(f, fn, instr, group) {
				continue
			}
			if only != nil || part != fn || c.ir.Loop(instr.Block()) != 0 {
				return false
			}
			only = instr
		}
	}
	if only == nil || len(c.opsAt(only)) == 0 {
		return false
	}
	return c.ir.EscapeEntry(fn, ir.Search{Stop: func(i ssa.Instruction) bool { return i == only }}) == nil
}

// endsInTask is ends for an instruction of the task, and a place as the spawner
// knows it.
func (c *checker) endsInTask(f *tasks.Flow, fn *ssa.Function, instr ssa.Instruction, group place) bool {
	for _, p := range c.releasedAt(instr, done) {
		if mayBe(c.fromTask(f, fn, p), group) {
			return true
		}
	}
	return c.ends(instr, duty{done, group})
}
