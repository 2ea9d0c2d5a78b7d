package lostrelease

import (
	"fmt"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

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

// takes reports whether o takes a slot of a semaphore, and what gives it back.
func (c *checker) takes(o op) (back kind, ok bool) {
	if _, call := o.instr.(*ssa.Call); o.kind == acquire {
		return release, call && o.place.known()
	}
	if o.place.ch == nil {
		return 0, false
	}
	take, ok := c.semaphore(o.place.ch)
	if !ok || take != o.kind {
		return 0, false
	}
	if take == send {
		return recv, true
	}
	return send, true
}

// semaphore reports whether ch counts slots, and which operation takes one. That
// it does shows in what is done to it: nothing is ever done with a value that
// was received, and somewhere one of the operations certainly comes before the
// other, in one function or in the task that it starts, but nowhere after it.
func (c *checker) semaphore(ch *channels.Channel) (take kind, ok bool) {
	if known, done := c.semaphores[ch]; done {
		return known.take, known.ok
	}
	take, ok = c.judgeSemaphore(ch)
	c.semaphores[ch] = semaphore{take, ok}
	return take, ok
}

type semaphore struct {
	take kind
	ok   bool
}

func (c *checker) judgeSemaphore(ch *channels.Channel) (take kind, ok bool) {
	if ch.Escape != nil || len(ch.Makes) == 0 || ch.Cap.Known && ch.Cap.N == 0 {
		return 0, false
	}
	var sends, recvs []*channels.Op
	for _, o := range ch.Ops {
		switch {
		case o.Maybe:
			return 0, false
		case o.Kind == channels.Send:
			if !isToken(o) {
				return 0, false
			}
			sends = append(sends, o)
		case o.Kind == channels.Recv:
			if o.Range || o.CommaOk || isUsed(o) {
				return 0, false
			}
			recvs = append(recvs, o)
		case o.Kind == channels.Close:
			return 0, false
		}
	}
	sendFirst, recvFirst := c.anyBefore(sends, recvs), c.anyBefore(recvs, sends)
	switch {
	case sendFirst && !recvFirst:
		return send, !hasDefault(recvs)
	case recvFirst && !sendFirst:
		return recv, !hasDefault(sends)
	}
	return 0, false
}

// hasDefault reports whether one of the operations does not wait. Slots are given
// back without fail, but a signal that is pending need not be sent twice.
func hasDefault(ops []*channels.Op) bool {
	for _, o := range ops {
		if o.HasDefault {
			return true
		}
	}
	return false
}

// isToken reports whether what is sent has no meaning.
func isToken(o *channels.Op) bool {
	var v ssa.Value
	switch x := o.Instr.(type) {
	case *ssa.Send:
		v = x.X
	case *ssa.Select:
		if o.Arm != nil && o.Arm.State != nil {
			v = o.Arm.State.Send
		}
	}
	if v == nil {
		return false
	}
	if s, ok := v.Type().Underlying().(*types.Struct); ok {
		return s.NumFields() == 0
	}
	k, ok := v.(*ssa.Const)
	return ok && (k.Value == nil || k.Value.Kind() == constant.Bool || k.Value.Kind() == constant.Int)
}

// isUsed reports whether anything is done with what is received.
func isUsed(o *channels.Op) bool {
	switch x := o.Instr.(type) {
	case *ssa.UnOp:
		return len(*x.Referrers()) > 0
	case *ssa.Select:
		return o.Arm == nil || o.Arm.Recv != nil
	}
	return true
}

// anyBefore reports whether one of the first operations certainly comes before
// one of the others.
func (c *checker) anyBefore(first, others []*channels.Op) bool {
	for _, a := range first {
		for _, b := range others {
			if c.before(a, b) {
				return true
			}
		}
	}
	return false
}

func (c *checker) before(a, b *channels.Op) bool {
	if a.In == b.In {
		return opPrecedes(a, b.Instr)
	}
	// In a deferred literal, or in a task.
	for call := range ir.Calls(a.In) {
		if _, isCall := call.(*ssa.Call); isCall {
			continue
		}
		if c.ir.Callee(call.Common()).Body == b.In && opPrecedes(a, call) {
			return true
		}
	}
	for _, f := range c.flows {
		if f.Start.Parent() == a.In && opPrecedes(a, f.Start) {
			for _, body := range f.Bodies {
				if within(b.In, body) {
					return true
				}
			}
		}
	}
	return false
}

func opPrecedes(o *channels.Op, instr ssa.Instruction) bool {
	if o.Arm != nil && o.Arm.To != nil {
		return o.Arm.From != nil && len(o.Arm.To.Preds) == 1 && o.Arm.To.Dominates(instr.Block())
	}
	return precedes(o.Instr, instr)
}

// slot looks for a path from o, which takes a slot, on which it is kept.
func (c *checker) slot(fn *ssa.Function, o op, d duty) {
	gives := c.givesBack(fn, o, d)
	if gives == nil || c.elsewhere(ir.Enclosing(fn), d) {
		return
	}
	e := c.ir.Escape(o.instr, ir.Search{
		Stop: func(i ssa.Instruction) bool { return i == o.instr || c.ends(i, d) },
		Edge: c.taken(o),
	})
	again := c.inLoopOf(o.instr, gives) && c.comesBack(o, d)
	if e == nil && !again {
		return
	}
	name := c.slotName(o)
	site := c.slotSite(o)
	if site == nil || name == "" {
		return
	}
	rel := []analysis.RelatedInformation{}
	if g := c.nodeOf(gives); g != nil {
		rel = append(rel, related(g, "other paths give it back from here"))
	}
	if again {
		c.report(site, skippedSlot, fmt.Sprintf("the slot of %s taken here is kept on a path to the next iteration: one slot less for ever", name), rel)
		return
	}
	if ret := c.exit(e); ret != nil {
		rel = append(rel, related(site, "the slot is taken here"))
		c.report(ret, skippedSlot, fmt.Sprintf("returns without giving back the slot of %s taken at line %d: one slot less for ever", name, c.line(site.Pos())), rel)
		return
	}
	c.report(site, skippedSlot, fmt.Sprintf("the slot of %s taken here is kept when the function ends at line %d: one slot less for ever", name, c.line(e.Pos())), rel)
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

// taken keeps a search that starts at o to the paths on which it took the slot.
func (c *checker) taken(o op) func(from, to *ssa.BasicBlock) bool {
	if o.arm != nil {
		arms := ir.Arms(o.arm.Select)
		return func(from, to *ssa.BasicBlock) bool {
			for _, arm := range arms {
				if arm.From == from && arm.To == to && arm.Index != o.arm.Index {
					return false
				}
			}
			return true
		}
	}
	result, _ := o.instr.(ssa.Value)
	return func(from, to *ssa.BasicBlock) bool {
		test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
		if !ok || o.kind != acquire {
			return true
		}
		if v, null := nilTest(test, to); v != nil && v == result {
			return null
		}
		return true
	}
}

// givesBack returns an instruction that ends the duty after o, nil if there is
// none: the slot is kept on purpose, or given back elsewhere.
func (c *checker) givesBack(fn *ssa.Function, o op, d duty) ssa.Instruction {
	if o.kind == acquire && !c.directlyTested(o.instr) {
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

// directlyTested reports whether the error of call is compared with nil, and kept
// nowhere where it is mistaken for another.
func (c *checker) directlyTested(call ssa.Instruction) bool {
	v, ok := call.(ssa.Value)
	if !ok {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref.(type) {
		case *ssa.Store, *ssa.Phi:
			return false
		}
	}
	return true
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
	for part := range ir.Parts(f.In) {
		for instr := range ir.Instrs(part) {
			for _, t := range c.opsAt(instr) {
				if back, ok := c.takes(t); ok && back == o.kind && t.place.equal(d.place) && took == nil && c.tookBefore(t, f.Start) {
					took = &t
				}
			}
		}
	}
	if took == nil || !c.unbalanced(fn, o.instr, duty{o.kind, o.place}) || c.elsewhere(f.In, d) {
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
		related(f.Task.Site, "the task starts here"),
		related(site, "the slot is taken here"),
	}
	if ret := c.exit(e); ret != nil {
		rel = append(rel, related(back, "other paths give it back here"))
		c.report(ret, skippedSlot, fmt.Sprintf("the task ends here without giving back the slot of %s taken at line %d: one slot less for ever", name, c.line(site.Pos())), rel)
		return
	}
	c.report(back, skippedSlot, fmt.Sprintf("the task can end at line %d without giving back the slot of %s here: one slot less for ever", c.line(e.Pos()), name), rel)
}

func (c *checker) tookBefore(o op, start ssa.Instruction) bool {
	if o.arm != nil {
		return o.arm.To != nil && len(o.arm.To.Preds) == 1 && o.arm.To.Dominates(start.Block())
	}
	return precedes(o.instr, start)
}
