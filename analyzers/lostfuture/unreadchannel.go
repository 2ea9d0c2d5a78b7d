package lostfuture

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
)

// channels looks at the channels of which everything is known that happens to
// them.
func (c *collector) channels() {
	for _, ch := range c.chans.All() {
		if ch.Local() && !c.skips(c.ir.File(ch.Make.Pos())) {
			c.unread(ch)
			c.missingReply(ch)
		}
	}
}

// unread reports ch if errors are sent on it, nobody ever receives any, and
// the senders go on nevertheless.
func (c *collector) unread(ch *channels.Channel) {
	if ch.Has(channels.Recv, channels.Len) || !ch.Has(channels.Send) {
		return
	}
	elem := ch.Make.Type().Underlying().(*types.Chan).Elem()
	if !carriesError(elem) {
		return
	}
	call, ok := ir.Innermost[*ast.CallExpr](c.ir, ch.Make.Pos())
	if !ok {
		return
	}
	var related []analysis.RelatedInformation
	for _, op := range ch.Ops {
		if send, ok := ir.Innermost[*ast.SendStmt](c.ir, op.Pos()); ok && op.Kind == channels.Send {
			related = append(related, diagnose.Related(send, "an error is sent here"))
		}
	}
	c.rep.ReportOn(call, unreadChannel, fmt.Sprintf("errors are sent on %s, from which nobody receives: they are lost", ch.Name()), related)
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
