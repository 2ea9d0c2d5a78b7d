package lostrelease

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// slots looks for paths on which a slot of a semaphore is taken and not given
// back.
func (c *checker) slots() {
	for _, k := range []kind{send, recv, acquire} {
		for _, o := range c.all(k) {
			if back, ok := c.takes(o); ok && !c.skips(o.instr.Pos()) {
				c.slot(o.instr.Parent(), o, duty{back, o.place})
			}
		}
	}
}

// slot looks for a path from o, which takes a slot, on which it is kept.
func (c *checker) slot(fn *ssa.Function, o op, d duty) {
	alone := c.alone(ir.Enclosing(fn), o.kind, o.place)
	if alone && c.ir.Loop(o.instr.Block()) == 0 {
		return
	}
	gives := c.givesBack(fn, o, d)
	if gives == nil || c.elsewhere(ir.Enclosing(fn), d) {
		return
	}
	e := c.ir.Escape(o.instr, ir.Search{
		Stop: func(i ssa.Instruction) bool { return i == o.instr || c.ends(i, d) },
		Edge: c.taken(o),
	})
	again := c.inLoopOf(o.instr, gives) && c.comesBack(o, d) && !c.givesBackFirst(fn, o, d)
	if !again && (e == nil || alone) {
		return
	}
	name := c.slotName(o)
	site := c.slotSite(o)
	if site == nil || name == "" {
		return
	}
	rel := []analysis.RelatedInformation{}
	if g := c.nodeOf(gives); g != nil {
		rel = append(rel, diagnose.Related(g, "other paths give it back from here"))
	}
	if again {
		c.rep.ReportOn(site, skippedSlot, fmt.Sprintf("the slot of %s taken here is kept on a path to the next iteration: one slot less for ever", name), rel)
		return
	}
	if ret := c.exit(e); ret != nil {
		rel = append(rel, diagnose.Related(site, "the slot is taken here"))
		c.rep.ReportOn(ret, skippedSlot, fmt.Sprintf("returns without giving back the slot of %s taken at line %d: one slot less for ever", name, c.line(site.Pos())), rel)
		return
	}
	c.rep.ReportOn(site, skippedSlot, fmt.Sprintf("the slot of %s taken here is kept when the function ends at line %d: one slot less for ever", name, c.line(e.Pos())), rel)
}

// comesBack reports whether o can be reached again from itself while the duty
// lasts.
func (c *checker) comesBack(o op, d duty) bool {
	again := false
	c.ir.Escape(o.instr, ir.Search{
		Stop: func(i ssa.Instruction) bool {
			again = again || i == o.instr
			return again || isReturn(i) || c.ends(i, d)
		},
		Edge: c.taken(o),
	})
	return again
}

// givesBackFirst reports whether fn gives slots back that it has not just taken:
// those of earlier iterations, which are kept until something else is done.
func (c *checker) givesBackFirst(fn *ssa.Function, o op, d duty) bool {
	first := false
	c.ir.EscapeEntry(fn, ir.Search{
		Stop: func(i ssa.Instruction) bool {
			if o.arm == nil && i == o.instr || isReturn(i) {
				return true
			}
			first = first || c.endsHere(i, d)
			return first
		},
		Edge: func(from, to *ssa.BasicBlock) bool {
			return o.arm == nil || from != o.arm.From || to != o.arm.To
		},
	})
	return first
}

// givesBack returns an instruction that ends the duty after o, nil if there is
// none: the slot is kept on purpose, or given back elsewhere.
func (c *checker) givesBack(fn *ssa.Function, o op, d duty) ssa.Instruction {
	if !c.tested(o) {
		return nil
	}
	var found ssa.Instruction
	c.ir.Escape(o.instr, ir.Search{Stop: func(i ssa.Instruction) bool {
		if found == nil && i != o.instr && !isReturn(i) && c.endsHere(i, d) {
			found = i
		}
		return found != nil || isReturn(i) || i == o.instr
	}, Edge: c.taken(o)})
	return found
}

// endsHere reports whether instr itself ends the duty, or starts, defers or calls
// a function that does.
func (c *checker) endsHere(instr ssa.Instruction, d duty) bool {
	if call, ok := instr.(ssa.CallInstruction); ok {
		if c.callEnds(call, d) {
			return true
		}
	}
	for _, o := range c.opsAt(instr) {
		if o.kind == d.kind && mayBe(o.place, d.place) {
			return true
		}
	}
	return false
}

// makes reports whether fn makes the channel: it may fill it.
func (c *checker) makes(fn *ssa.Function, ch *channels.Channel) bool {
	if ch == nil {
		return false
	}
	for _, m := range ch.Makes {
		if ir.Enclosing(m.Parent()) == fn {
			return true
		}
	}
	return false
}

// taskSlots looks for tasks that can end with the slot which their spawner took
// for them.
func (c *checker) taskSlots(f *tasks.Flow) {
	for _, fn := range f.Bodies {
		for _, k := range []kind{recv, send, release} {
			for _, o := range c.calls(fn, k) {
				c.taskSlot(f, fn, o)
			}
		}
	}
}

func (c *checker) taskSlot(f *tasks.Flow, fn *ssa.Function, o op) {
	d := duty{o.kind, c.fromTask(f, fn, o.place)}
	var took *op
	for _, k := range []kind{send, recv, acquire} {
		for t := range c.in(f.In, k) {
			if back, ok := c.takes(t); ok && back == o.kind && t.place.equal(d.place) && took == nil && c.tookBefore(t, f.Start) {
				took = &t
			}
		}
	}
	if took == nil || !c.unbalanced(fn, o.instr, duty{o.kind, o.place}) || c.elsewhere(f.In, d) {
		return
	}
	if c.alone(f.In, took.kind, took.place) && c.ir.Loop(took.instr.Block()) == 0 {
		return
	}
	e := c.ir.EscapeEntry(fn, ir.Search{
		Stop:   func(i ssa.Instruction) bool { return c.ends(i, duty{o.kind, o.place}) },
		Edge:   c.present(o.place),
		Panics: c.recovers(fn),
	})
	if e == nil || c.skips(e.Pos()) {
		return
	}
	site, back := c.slotSite(*took), c.slotSite(o)
	if site == nil || back == nil {
		return
	}
	name := c.slotName(*took)
	rel := []analysis.RelatedInformation{
		diagnose.Related(f.Task.Site, "the task starts here"),
		diagnose.Related(site, "the slot is taken here"),
	}
	if ret := c.exit(e); ret != nil {
		rel = append(rel, diagnose.Related(back, "other paths give it back here"))
		c.rep.ReportOn(ret, skippedSlot, fmt.Sprintf("the task ends here without giving back the slot of %s taken at line %d: one slot less for ever", name, c.line(site.Pos())), rel)
		return
	}
	c.rep.ReportOn(back, skippedSlot, fmt.Sprintf("the task can end at line %d without giving back the slot of %s here: one slot less for ever", c.line(e.Pos()), name), rel)
}

func (c *checker) tookBefore(o op, start ssa.Instruction) bool {
	if o.arm != nil {
		return o.arm.To != nil && len(o.arm.To.Preds) == 1 && o.arm.To.Dominates(start.Block())
	}
	return ir.Precedes(o.instr, start)
}
