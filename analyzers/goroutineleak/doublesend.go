package goroutineleak

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
)

// doubleSend reports that a task sends again after a send, while a single value
// is received.
func (c *partners) doubleSend(sh *shortage) {
	s := sh.first()
	_, first := c.opSyntax(s.send.op)
	sends := s.of(channels.Send)
	var next act
	if !c.reaches(s.send.at, func(instr ssa.Instruction) bool {
		i := slices.IndexFunc(sends, func(a act) bool { return a.at == instr })
		if i >= 0 {
			next = sends[i]
		}
		return i >= 0
	}) {
		return
	}
	_, second := c.opSyntax(next.op)
	message := fmt.Sprintf("the goroutine goes on after %s and blocks for ever on %s (line %d), since %s receives %s: a return is missing here",
		first, second, c.line(next.op.Pos()), nameOf(sh.receiver.fn), timesReceived(sh.most))
	if sh.most+int(sh.ch.Cap.N) != 1 {
		message = fmt.Sprintf("the goroutine may send %d values on %s, here and on %s (line %d), but %s receives %s: it blocks for ever",
			s.each, sh.ch.Name(), second, c.line(next.op.Pos()), nameOf(sh.receiver.fn), timesReceived(sh.most))
	}
	c.reportSend(sh, doubleSend, message)
}

func timesReceived(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
