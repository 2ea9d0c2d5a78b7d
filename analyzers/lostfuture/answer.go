package lostfuture

import (
	"strings"

	"golang.org/x/tools/go/ast/edge"
)

// answer reports a call that tells whether the work was accepted if its result
// is dropped.
func (c *checker) answer(call call) {
	row := c.model.Answer(call.fn)
	if row == nil || !row.Definite || dropped(call.at) == edge.Invalid || c.ignored(call) {
		return
	}
	text := "the answer of " + call.name() + " is dropped: "
	if what, ok := strings.CutPrefix(row.What, "false: "); ok {
		text += "if it is false, " + what
	} else {
		text += "a refusal goes unnoticed"
	}
	c.rep.ReportOn(call.expr, unreadAnswer, text, nil)
}
