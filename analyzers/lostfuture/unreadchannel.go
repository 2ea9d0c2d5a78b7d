package lostfuture

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// channels looks at the channels of which everything is known that happens to
// them.
func (c *collector) channels() {
	var local []*channels.Channel
	for _, ch := range c.chans.All() {
		if ch.Local() && !c.skips(c.ir.File(ch.Make.Pos())) {
			local = append(local, ch)
			c.unread(ch)
		}
	}
	c.missingReplies(local)
}

// unread reports ch if errors are sent on it that nobody receives, and the senders
// go on nevertheless, because there is room for what they send. Where they
// block, goroutineleak says so.
func (c *collector) unread(ch *channels.Channel) {
	if ch.Has(channels.Len) || !ch.Has(channels.Send) || !carriesError(ch.Make.Type().Underlying().(*types.Chan).Elem()) {
		return
	}
	var sends []*channels.Op
	for _, op := range ch.Ops {
		if _, ok := c.sendSyntax(op); ok && op.Kind == channels.Send && op.In != ch.In {
			sends = append(sends, op)
		}
	}
	call, ok := ir.Innermost[*ast.CallExpr](c.ir, ch.Make.Pos())
	if !ok || len(sends) == 0 {
		return
	}
	notes := func() (list []analysis.RelatedInformation) {
		for _, op := range sends {
			send, _ := c.sendSyntax(op)
			list = append(list, diagnose.Related(send, "an error is sent here"))
		}
		return list
	}
	switch total, ok := c.sent(ch); {
	case ch.Has(channels.Recv):
		if ok && int64(total) <= ch.Cap.N {
			c.fewer(ch, total, notes)
		}
	case !ch.Cap.Known || ok && int64(total) <= ch.Cap.N:
		c.rep.ReportOn(call, unreadChannel, fmt.Sprintf("goroutines send errors on %s, from which nobody receives: a failure goes unnoticed", ch.Name()), notes())
	}
}

// sent returns how many values tasks send on ch, each of them at least one; ok is
// false if that is not known.
func (c *collector) sent(ch *channels.Channel) (total int, ok bool) {
	for _, f := range c.tasks.Flows() {
		_, most := c.chans.CountAt(f.Start, ch, channels.Send)
		if most == 0 {
			continue
		}
		if most < 0 || f.Times.Often != tasks.Once || !ch.Cap.Known {
			return 0, false
		}
		total += most
	}
	return total, total > 0
}

// fewer reports a channel of errors from which some are received, each compared
// with nil, and success is concluded while others are still to come.
func (c *collector) fewer(ch *channels.Channel, total int, notes func() []analysis.RelatedInformation) {
	if ch.Has(channels.Close) || !errorflow.IsError(ch.Make.Type().Underlying().(*types.Chan).Elem()) {
		return
	}
	var in *ssa.Function
	for _, f := range c.tasks.Flows() {
		least, most := c.chans.CountAt(f.Start, ch, channels.Send)
		if most == 0 {
			continue
		}
		if least != 1 || most != 1 || in != nil && f.In != in {
			return
		}
		in = f.In
	}
	_, most := c.chans.Count(in, ch, channels.Recv)
	if most <= 0 || most >= total {
		return
	}
	var last *channels.Op
	for _, op := range ch.Ops {
		if op.Kind != channels.Recv {
			continue
		}
		if op.In != in || !op.Bare() || op.Maybe || op.Range {
			return
		}
		last = op
	}
	recv, ok := last.Instr.(*ssa.UnOp)
	if !ok {
		return
	}
	node := c.waitSyntax(recv)
	if node == nil {
		return
	}
	c.rep.ReportOn(node, unreadChannel, fmt.Sprintf("%d goroutines send their errors on %s, and %d of them is received: the failure of another goes unnoticed", total, ch.Name(), most), notes())
}

// carriesError reports whether t is an error, or a struct with one.
func carriesError(t types.Type) bool {
	if errorflow.IsError(t) {
		return true
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	strct, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range strct.Fields() {
		if errorflow.IsError(field.Type()) {
			return true
		}
	}
	return false
}
