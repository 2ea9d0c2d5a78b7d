package goroutineleak

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
)

// abandonedSend reports that the receiver can leave before a task has sent.
func (c *partners) abandonedSend(sh *shortage) {
	s := sh.first()
	_, text := c.opSyntax(s.send.op)
	message := fmt.Sprintf("%s: the goroutine blocks for ever on %s (line %d) when %s", c.room(sh.ch), text, c.line(s.send.op.Pos()), c.leaves(sh))
	c.reportMake(sh, abandonedSend, message)
}

// room says how much the channel holds.
func (c *partners) room(ch *channels.Channel) string {
	if ch.Cap.N == 0 {
		return ch.Name() + " has no buffer"
	}
	return fmt.Sprintf("%s has room for %d", ch.Name(), ch.Cap.N)
}

// leaves says where the receiver leaves, and after how many receives.
func (c *partners) leaves(sh *shortage) string {
	who := nameOf(sh.receiver.fn)
	if sh.receiver.flow != nil {
		who = fmt.Sprintf("the goroutine started at line %d", c.line(sh.receiver.flow.Task.Site.Pos()))
	}
	after := "without receiving from it"
	if sh.leave.receives > 0 {
		after = "without receiving all"
	}
	if sh.leave.remade != nil {
		return fmt.Sprintf("%s comes to line %d again %s", who, c.line(sh.leave.pos()), after)
	}
	return fmt.Sprintf("%s returns at line %d %s", who, c.line(sh.leave.pos()), after)
}

// evidence are the places that show that the shortage is real.
func (c *partners) evidence(sh *shortage) []analysis.RelatedInformation {
	var list []analysis.RelatedInformation
	for _, s := range sh.senders {
		if s.flow != nil {
			list = append(list, startNote(s.flow))
		}
		list = append(list, note(s.send.op.Pos(), "the send that blocks"))
	}
	if sh.receiver.flow != nil {
		list = append(list, diagnose.Related(sh.receiver.flow.Task.Site, "the goroutine that receives starts here"))
	}
	return append(list, note(sh.leave.pos(), "the receiver leaves here"))
}

// reportMake reports a shortage that a larger buffer cures, where the channel is
// made.
func (c *partners) reportMake(sh *shortage, category, message string) {
	call, ok := c.makeSyntax(sh.ch)
	if !ok {
		return
	}
	c.rep.ReportOn(call, category, message, c.evidence(sh), c.bufferFix(sh)...)
}

// reportSend reports a shortage where the sender blocks.
func (c *partners) reportSend(sh *shortage, category, message string) {
	node, _ := c.opSyntax(sh.first().send.op)
	if node == nil {
		return
	}
	c.rep.ReportOn(node, category, message, c.evidence(sh))
}
