package lostfuture

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/tasks"
)

// fewer reports ch, a channel of errors with room for those of all the tasks, if
// fewer are received than tasks send, and what is received is compared with nil:
// success is concluded from the first to succeed.
func (c *collector) fewer(ch *channels.Channel, notes func() []analysis.RelatedInformation) {
	if ch.Has(channels.Close) || !ch.Cap.Known || !errorflow.IsError(ch.Make.Type().Underlying().(*types.Chan).Elem()) {
		return
	}
	total, in := c.oneEach(ch)
	if in == nil || total < 2 || int64(total) > ch.Cap.N {
		return
	}
	_, most := c.chans.Count(in, ch, channels.Recv)
	if most <= 0 || most >= total {
		return
	}
	var last *ssa.UnOp
	for _, op := range ch.Ops {
		if op.Kind != channels.Recv {
			continue
		}
		recv, ok := op.Instr.(*ssa.UnOp)
		if !ok || op.In != in || !op.Bare() || op.Maybe || op.Range || op.CommaOk || !comparedWithNil(recv) {
			return
		}
		last = recv
	}
	if node := c.waitSyntax(last); node != nil {
		c.rep.ReportOn(node, unreadChannel, fmt.Sprintf("%d goroutines send their errors on %s, %d received: the failure of another goes unnoticed", total, ch.Name(), most), notes())
	}
}

// oneEach returns how many tasks send on ch, if each sends exactly one value, the
// error of a call that does some work and ends, and one function starts all of
// them; nil otherwise.
func (c *collector) oneEach(ch *channels.Channel) (total int, in *ssa.Function) {
	for _, f := range c.sendersTo(ch) {
		least, most := c.chans.CountAt(f.Start, ch, channels.Send)
		if least != 1 || most != 1 || f.Times.Often != tasks.Once || !runsApart(f.Task) || in != nil && f.In != in {
			return 0, nil
		}
		in = f.In
		total++
	}
	for _, op := range ch.Ops {
		if op.Kind == channels.Send && !c.sendsOutcome(op) {
			return 0, nil
		}
	}
	return total, in
}

// sendsOutcome reports whether a send is of the error of a call that may fail, and
// that is not one which runs until it is told to end.
func (c *collector) sendsOutcome(op *channels.Op) bool {
	send, ok := op.Instr.(*ssa.Send)
	if !ok || op.Maybe {
		return false
	}
	v := send.X
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	callee := c.ir.Callee(call.Common())
	return callee.Func != nil && c.flow.Fails(callee) && !runsOn(callee.Func.Name())
}

// comparedWithNil reports whether what recv yields is compared with nil.
func comparedWithNil(recv *ssa.UnOp) bool {
	return slices.ContainsFunc(*recv.Referrers(), func(instr ssa.Instruction) bool {
		cmp, ok := instr.(*ssa.BinOp)
		if !ok {
			return false
		}
		k, ok := cmp.Y.(*ssa.Const)
		return ok && k.IsNil()
	})
}

// runsOn reports whether a function with the given name runs until it is told to
// end: the first of several to end is what their starter waits for.
func runsOn(name string) bool {
	return slices.ContainsFunc([]string{"Serve", "Listen", "Run", "Start", "Wait", "Loop", "Copy", "Pump", "Proxy", "Watch"}, func(part string) bool {
		return strings.Contains(strings.ToLower(name), strings.ToLower(part))
	})
}
