package goroutineleak

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// deadExits returns the edges of fn that are never taken, each with the receive
// which that would take: from a channel of which all is known, and on which
// nobody sends, or which nobody closes.
func (c *endlessTasks) deadExits(fn *ssa.Function) map[edge]*channels.Op {
	if m, ok := c.dead[fn]; ok {
		return m
	}
	m := make(map[edge]*channels.Op)
	c.dead[fn] = m
	for instr := range ir.Instrs(fn) {
		switch x := instr.(type) {
		case *ssa.UnOp:
			if x.Op != token.ARROW {
				continue
			}
		case *ssa.Select:
		default:
			continue
		}
		if recv, ok := instr.(*ssa.UnOp); ok && c.ticks(recv.X) {
			if from, to, ok := ir.RangeRecv(recv); ok {
				m[edge{from, to}] = &channels.Op{Kind: channels.Recv, Instr: recv, In: fn, Chan: recv.X, Range: true}
			}
			continue
		}
		for _, op := range c.channels.OpsOf(instr) {
			if op.Kind == channels.Recv {
				c.deadExit(m, op)
			}
		}
	}
	return m
}

// ticks reports whether ch is the channel of a ticker or timer, which nobody
// closes.
func (c *endlessTasks) ticks(ch ssa.Value) bool {
	if clockOf(ch) != nil {
		return true
	}
	call, ok := c.ir.Resolve(ch).(*ssa.Call)
	if !ok {
		return false
	}
	callee := c.ir.Callee(call.Common())
	return callee.Func != nil && callee.Func.FullName() == "time.Tick"
}

func (c *endlessTasks) deadExit(m map[edge]*channels.Op, op *channels.Op) {
	ch := c.channels.Of(op.Chan)
	if ch == nil || ch.Escape != nil || len(ch.Makes) == 0 || ch.Has(channels.Close) {
		return
	}
	switch x := op.Instr.(type) {
	case *ssa.Select:
		if op.Arm == nil || op.Arm.From == nil {
			return
		}
		if !ch.Has(channels.Send) {
			m[edge{op.Arm.From, op.Arm.To}] = op
		} else if op.Arm.OK != nil {
			ifFalse(op.Arm.OK, func(e edge) { m[e] = op })
		}
	case *ssa.UnOp:
		if from, to, ok := ir.RangeRecv(x); ok {
			m[edge{from, to}] = op
		} else if x.CommaOk {
			for _, ref := range *x.Referrers() {
				if ok, isExtract := ref.(*ssa.Extract); isExtract && ok.Index == 1 {
					ifFalse(ok, func(e edge) { m[e] = op })
				}
			}
		}
	}
}

// ifFalse calls do for the edges that are taken if v is false.
func ifFalse(v ssa.Value, do func(edge)) {
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.If:
			do(edge{x.Block(), x.Block().Succs[1]})
		case *ssa.UnOp:
			if x.Op != token.NOT {
				continue
			}
			for _, ref := range *x.Referrers() {
				if test, ok := ref.(*ssa.If); ok {
					do(edge{test.Block(), test.Block().Succs[0]})
				}
			}
		}
	}
}
