package asyncleak

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/ownership"
)

// late reports a resource that body, a task, sends to a spawner which may have
// left, and the other ways out of such a send that forget it.
func (c *checker) late(body *ssa.Function, a ownership.Acquisition) {
	fate := c.own.Fate(a.Value)
	for _, use := range fate.Hands {
		for _, op := range c.sends(fate, use) {
			ch := c.chans.Of(op.Chan)
			if ch == nil || op.Maybe {
				continue
			}
			if op.Guarded() {
				c.givenUp(a, op, ch)
			}
			if ch.Local() && len(fate.Hands) == 1 && len(fate.Releases) == 0 && (!op.Guarded() || ch.Cap.N > 0) {
				c.abandoned(body, a, op, ch)
			}
		}
	}
}

// sends returns the sends that use is part of: of the value itself, or of a
// struct literal that it is stored in.
func (c *checker) sends(fate *ownership.Fate, use ownership.Use) []*channels.Op {
	var ops []*channels.Op
	switch use.How {
	case ownership.Sent:
		for _, op := range c.chans.OpsOf(use.Instr) {
			if v := sent(op); v != nil && fate.Holds(v) {
				ops = append(ops, op)
			}
		}
	case ownership.Stored:
		for _, ref := range boxed(use.Instr) {
			for _, op := range c.chans.OpsOf(ref) {
				if op.Kind == channels.Send {
					ops = append(ops, op)
				}
			}
		}
	}
	return ops
}

// boxed returns the instructions that use the struct as a whole, in a variable
// of its own, that instr stores into a field of.
func boxed(instr ssa.Instruction) []ssa.Instruction {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return nil
	}
	field, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	box, ok := field.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var uses []ssa.Instruction
	for _, ref := range *box.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr, *ssa.DebugRef:
		case *ssa.UnOp:
			uses = append(uses, *ref.Referrers()...)
		default:
			uses = append(uses, ref)
		}
	}
	for _, use := range uses {
		switch use.(type) {
		case *ssa.Send, *ssa.Select, *ssa.DebugRef:
		default:
			return nil // it goes elsewhere too
		}
	}
	return uses
}

// sent returns what op sends.
func sent(op *channels.Op) ssa.Value {
	if op.Arm != nil && op.Arm.State != nil {
		return op.Arm.State.Send
	}
	if send, ok := op.Instr.(*ssa.Send); ok {
		return send.X
	}
	return nil
}

// abandoned reports a send to a spawner that can return without receiving.
func (c *checker) abandoned(body *ssa.Function, a ownership.Acquisition, op *channels.Op, ch *channels.Channel) {
	if ch.Make == nil {
		return
	}
	for _, start := range c.starts(ch.In, body) {
		e := c.ir.Escape(start, ir.Search{
			Stop: func(instr ssa.Instruction) bool {
				switch instr := instr.(type) {
				case *ssa.Select:
					return c.receives(instr, ch) == channels.Must // else the edges tell
				case *ssa.Return:
					return slices.ContainsFunc(instr.Results, func(v ssa.Value) bool { return c.chans.Of(v) == ch })
				}
				return c.receives(instr, ch) != channels.No
			},
			Edge: func(from, to *ssa.BasicBlock) bool { return !c.hears(from, to, body, ch) },
		})
		if e == nil {
			continue
		}
		c.report(op.Pos(), lateArrival,
			fmt.Sprintf("%s is never %s if it arrives late: %s can return at line %d without receiving from %s",
				c.what(a), released(a.Resource), ch.In.Name(), c.line(e.Pos()), ch.Name()),
			related(a.Call.Pos(), "it is acquired here"),
			related(e.Pos(), "the function returns here without receiving"))
		return
	}
}

// starts returns the go statements in fn that start body.
func (c *checker) starts(fn, body *ssa.Function) []*ssa.Go {
	var list []*ssa.Go
	for part := range ir.Parts(fn) {
		for g := range ir.Gos(part) {
			if c.ir.Callee(&g.Call).Body == body {
				list = append(list, g)
			}
		}
	}
	return list
}

func (c *checker) receives(instr ssa.Instruction, ch *channels.Channel) channels.Certainty {
	return c.chans.Does(instr, ch, channels.Recv)
}

// hears reports whether the edge is taken when the task has told its end: by
// the channel, or by another one that it sends on or closes.
func (c *checker) hears(from, to *ssa.BasicBlock, body *ssa.Function, ch *channels.Channel) bool {
	if c.chans.DoesEdge(from, to, ch, channels.Recv) != channels.No {
		return true
	}
	arm := ir.ArmOf(from, to)
	if arm == nil {
		return false
	}
	for _, op := range c.chans.OpsOf(arm.Select) {
		if op.Arm != nil && op.Arm.Index == arm.Index && op.Kind == channels.Recv {
			if other := c.chans.Of(op.Chan); other != nil && c.tells(body, other) {
				return true
			}
		}
	}
	return false
}

// tells reports whether body sends on ch or closes it.
func (c *checker) tells(body *ssa.Function, ch *channels.Channel) bool {
	for _, op := range ch.Ops {
		if (op.Kind == channels.Send || op.Kind == channels.Close) && ir.Enclosing(op.In) == body {
			return true
		}
	}
	return false
}

// givenUp reports a send with other cases, one of which ends the task with the
// resource still in its hands.
func (c *checker) givenUp(a ownership.Acquisition, op *channels.Op, ch *channels.Channel) {
	e := c.ir.Escape(op.Instr, ir.Search{
		Stop: func(instr ssa.Instruction) bool { return c.own.Ends(instr, a.Value) != ownership.No },
		Edge: func(from, to *ssa.BasicBlock) bool {
			isSend := from == op.Arm.From && to == op.Arm.To
			return !isSend && !c.own.EndsEdge(from, to, a.Value)
		},
	})
	if e == nil {
		return
	}
	c.reported[a.Call.Pos()] = true // the same path
	c.report(op.Pos(), lateArrival,
		fmt.Sprintf("%s is not %s when the send on %s is given up", c.what(a), released(a.Resource), ch.Name()),
		related(a.Call.Pos(), "it is acquired here"),
		related(e.Pos(), "the goroutine ends here with it"))
}
