package lostfuture

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// channels looks at the channels of which everything is known that happens to
// them.
func (c *collector) channels() {
	if !c.makesChannels() {
		return
	}
	unread := diagnose.Flag(c.pass, unreadChannelFlag)
	var local []*channels.Channel
	for _, ch := range c.chans.All() {
		if ch.Local() && !c.skips(c.ir.File(ch.Make.Pos())) {
			local = append(local, ch)
			if unread {
				c.unread(ch)
			}
		}
	}
	c.missingReplies(local)
}

// makesChannels reports whether the package has a make expression for a channel:
// SSA is not built for nothing.
func (c *collector) makesChannels() bool {
	for call := range inspector.All[*ast.CallExpr](c.in) {
		if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && id.Name == "make" {
			if t := c.info.TypeOf(call); t != nil {
				if _, ok := t.Underlying().(*types.Chan); ok {
					return true
				}
			}
		}
	}
	return false
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
	switch most := c.mostSent(ch); {
	case ch.Has(channels.Recv):
		c.fewer(ch, notes)
	case !ch.Cap.Known || most >= 0 && int64(most) <= ch.Cap.N:
		c.rep.ReportOn(call, unreadChannel, fmt.Sprintf("goroutines send errors on %s, from which nobody receives: a failure goes unnoticed", ch.Name()), notes())
	}
}

// mostSent returns how many values tasks send on ch at most, a negative number if
// there is no bound.
func (c *collector) mostSent(ch *channels.Channel) int {
	total := 0
	for _, f := range c.sendersTo(ch) {
		_, most := c.chans.CountAt(f.Start, ch, channels.Send)
		if most < 0 || f.Times.Often != tasks.Once {
			return -1
		}
		total += most
	}
	return total
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
