package lostfuture

import (
	"fmt"
	"go/ast"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A debt is what a task owes its spawner: a value on one of several channels, for
// which the spawner waits, and for nothing else.
type debt struct {
	flow  *tasks.Flow
	body  *ssa.Function
	wait  ssa.Instruction // a receive, or a select statement
	chans []*channels.Channel
}

// missingReplies looks for tasks that can end without the value that their
// spawner waits for.
func (c *collector) missingReplies(local []*channels.Channel) {
	told := make(map[*tasks.Flow]bool)
	for _, ch := range local {
		for _, op := range ch.Ops {
			if op.Kind != channels.Recv {
				continue
			}
			d := c.debtAt(op)
			if d == nil || d.chans[0] != ch || told[d.flow] {
				continue // a select statement is looked at once
			}
			if e := c.unpaid(d); e != nil {
				told[d.flow] = true
				c.reportMissing(d, e)
			}
		}
	}
}

// debtAt returns what a task owes to the receive op, nil if there is more to wait
// for, more than one task sends, or it isn't certain that the spawner waits.
func (c *collector) debtAt(op *channels.Op) *debt {
	d := &debt{wait: op.Instr}
	for _, o := range c.chans.OpsOf(op.Instr) {
		ch := c.chans.Of(o.Chan)
		if o.Kind != channels.Recv || o.Maybe || o.Range || ch == nil || !ch.Local() || ch.Has(channels.Close, channels.Len) {
			return nil
		}
		if !slices.Contains(d.chans, ch) {
			d.chans = append(d.chans, ch)
		}
	}
	if op.HasDefault || len(d.chans) == 0 || len(d.chans) != 1+len(op.Others) {
		return nil
	}
	if d.flow = c.onlySender(d.chans); d.flow == nil || c.skips(d.flow.Task.File) || !runsApart(d.flow.Task) {
		return nil
	}
	d.body = d.flow.Bodies[0]
	for _, ch := range d.chans {
		if _, most := c.chans.CountAt(d.flow.Start, ch, channels.Send); most != 1 {
			return nil
		}
	}
	if ir.Enclosing(op.In) != d.flow.In || !c.awaits(d) {
		return nil
	}
	return d
}

// onlySender returns the task that alone sends on the channels, nil if there is
// none.
func (c *collector) onlySender(list []*channels.Channel) *tasks.Flow {
	var sender *tasks.Flow
	for _, ch := range list {
		for _, f := range c.sendersTo(ch) {
			if sender != nil && f != sender || len(f.Bodies) != 1 {
				return nil
			}
			sender = f
		}
	}
	if sender == nil {
		return nil
	}
	for _, ch := range list {
		for _, op := range ch.Ops {
			if op.Kind == channels.Send && !ir.Within(op.In, sender.Bodies[0]) {
				return nil
			}
		}
	}
	return sender
}

// awaits reports whether d's spawner comes to the wait without having heard of the
// task before, and waits for each of the tasks that it has started.
func (c *collector) awaits(d *debt) bool {
	start := d.flow.Start
	switch d.flow.Times.Often {
	case tasks.Once:
	case tasks.PerIteration:
		if !c.answersEach(d) {
			return false
		}
	default:
		return false
	}
	found := false
	c.ir.Escape(start, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			if instr == d.wait {
				found = true
			}
			return found || leaves(instr) || c.hears(instr) || slices.ContainsFunc(d.chans, func(ch *channels.Channel) bool { return instr == ssa.Instruction(ch.Make) })
		},
	})
	return found
}

// hears reports whether instr waits for something that a task may have to say.
func (c *collector) hears(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return len(c.chans.OpsOf(instr)) > 0 || isReceive(instr)
	case *ssa.Select, *ssa.Send:
		return true
	case *ssa.Call:
		fn := c.ir.Callee(instr.Common()).Func
		return fn != nil && (fn.Name() == "Wait" || fn.Name() == "Lock" || fn.Name() == "RLock")
	}
	return false
}

// unpaid returns a path on which the task ends without sending on any of the
// channels because of something that it found out, nil if there is none.
func (c *collector) unpaid(d *debt) *ir.Escape {
	e := c.ir.EscapeEntry(d.body, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			if sel, ok := instr.(*ssa.Select); ok && c.mayGiveUp(d, sel) {
				return false
			}
			return slices.ContainsFunc(d.chans, func(ch *channels.Channel) bool {
				return c.chans.Does(instr, ch, channels.Send) != channels.No
			})
		},
		Edge: func(from, to *ssa.BasicBlock) bool {
			return c.decides(d, from, to) && !slices.ContainsFunc(d.chans, func(ch *channels.Channel) bool {
				return c.chans.DoesEdge(from, to, ch, channels.Send) != channels.No
			})
		},
		Panics: c.recovers(d.body),
	})
	if e == nil || c.pays(d) == nil || !c.findsOut(d, e) {
		return nil
	}
	return e
}

// pays returns a send of the task.
func (c *collector) pays(d *debt) *channels.Op {
	for _, ch := range d.chans {
		for _, op := range ch.Ops {
			if op.Kind == channels.Send {
				return op
			}
		}
	}
	return nil
}

func (c *collector) reportMissing(d *debt, e *ir.Escape) {
	send, _ := c.sendSyntax(c.pays(d))
	wait := c.waitSyntax(d.wait)
	if send == nil || wait == nil {
		return
	}
	names := d.chans[0].Name()
	for i, ch := range d.chans[1:] {
		if i == len(d.chans)-2 {
			names += " or " + ch.Name()
		} else {
			names += ", " + ch.Name()
		}
	}
	what := "receive"
	if _, ok := d.wait.(*ssa.Select); ok {
		what = "select"
	}
	notes := []analysis.RelatedInformation{
		diagnose.Related(d.flow.Task.Site, "the goroutine starts here"),
		diagnose.Related(wait, "the %s that waits for it", what),
	}
	line := c.line(wait.Pos())
	if ret, ok := ir.Innermost[*ast.ReturnStmt](c.ir, e.Pos()); ok && ret.Return == e.Pos() {
		notes = append(notes, diagnose.Related(send, "other paths send here"))
		c.rep.ReportOn(ret, missingReply, fmt.Sprintf("the goroutine ends here without a send on %s: the %s at line %d waits for ever", names, what, line), notes)
		return
	}
	c.rep.ReportOn(send, missingReply, fmt.Sprintf("the goroutine can end without this send on %s: the %s at line %d waits for ever", names, what, line), notes)
}
