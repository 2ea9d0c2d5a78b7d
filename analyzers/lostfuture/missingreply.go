package lostfuture

import (
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// missingReply looks for a task that owes its spawner a value on ch and can end
// without sending it.
func (c *collector) missingReply(ch *channels.Channel) {
	if ch.Has(channels.Close, channels.Len) || !ch.Has(channels.Send) || !ch.Has(channels.Recv) {
		return
	}
	f := c.onlySender(ch)
	if f == nil || len(f.Bodies) != 1 || !runsApart(f.Task) || c.skips(f.Task.File) {
		return
	}
	if least, most := c.chans.CountAt(f.Start, ch, channels.Send); least != 0 || most != 1 {
		return
	}
	recv := c.awaits(f, ch)
	if recv == nil {
		return
	}
	fn := f.Bodies[0]
	e := c.ir.EscapeEntry(fn, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			return c.chans.Does(instr, ch, channels.Send) != channels.No
		},
		Edge: func(from, to *ssa.BasicBlock) bool {
			return c.chans.DoesEdge(from, to, ch, channels.Send) == channels.No
		},
	})
	if e == nil {
		return
	}
	c.reportMissing(f, ch, recv, e)
}

// onlySender returns the only task that sends on ch, nil if there are several, or
// somebody else does.
func (c *collector) onlySender(ch *channels.Channel) *tasks.Flow {
	var sender *tasks.Flow
	for _, f := range c.tasks.Flows() {
		if _, most := c.chans.CountAt(f.Start, ch, channels.Send); most == 0 {
			continue
		}
		if sender != nil {
			return nil
		}
		sender = f
	}
	if sender == nil {
		return nil
	}
	for _, op := range ch.Ops {
		if op.Kind == channels.Send && len(sender.Bodies) == 1 && !inside(op.In, sender.Bodies[0]) {
			return nil
		}
	}
	return sender
}

// awaits returns the receive at which f's spawner certainly waits for what the
// task sends on ch, and for nothing else.
func (c *collector) awaits(f *tasks.Flow, ch *channels.Channel) *channels.Op {
	if f.Times.Often != tasks.Once {
		return nil
	}
	var found *channels.Op
	for _, op := range ch.Ops {
		if op.Kind != channels.Recv {
			continue
		}
		if !op.Bare() || op.Maybe || op.Range || ir.Enclosing(op.In) != f.In {
			return nil
		}
		if found == nil {
			found = op
		}
	}
	e := c.ir.Escape(f.Start, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			return c.chans.Performs(instr, ch, channels.Recv) == channels.Must
		},
	})
	if e != nil {
		return nil
	}
	return found
}

// inside reports whether fn is outer, or a literal in it.
func inside(fn, outer *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == outer {
			return true
		}
	}
	return false
}

func (c *collector) reportMissing(f *tasks.Flow, ch *channels.Channel, recv *channels.Op, e *ir.Escape) {
	var send *channels.Op
	for _, op := range ch.Ops {
		if op.Kind == channels.Send {
			send = op
			break
		}
	}
	sent, ok := ir.Innermost[*ast.SendStmt](c.ir, send.Pos())
	if !ok {
		return
	}
	wait, ok := ir.Innermost[*ast.UnaryExpr](c.ir, recv.Pos())
	if !ok || wait.Op != token.ARROW {
		return
	}
	related := []analysis.RelatedInformation{
		diagnose.Related(f.Task.Site, "the goroutine starts here"),
		diagnose.Related(wait, "this receive waits for what the goroutine sends"),
	}
	line := c.line(wait.Pos())
	if ret, ok := ir.Innermost[*ast.ReturnStmt](c.ir, e.Pos()); ok && ret.Return == e.Pos() {
		related = append(related, diagnose.Related(sent, "other paths send here"))
		c.rep.ReportOn(ret, missingReply, fmt.Sprintf("the goroutine ends here without sending on %s: the receive at line %d waits for ever", ch.Name(), line), related)
		return
	}
	c.rep.ReportOn(sent, missingReply, fmt.Sprintf("the goroutine can end without this send on %s: the receive at line %d waits for ever", ch.Name(), line), related)
}
