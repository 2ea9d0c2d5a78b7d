package goroutineleak

import "fmt"

// deafProducer reports that a task of a group sends without watching the group's
// context, and the task that receives can fail.
func (c *partners) deafProducer(sh *shortage) {
	s := sh.first()
	_, text := c.opSyntax(s.send.op)
	who := "this goroutine blocks for ever, and so does Wait of the group"
	if s.flow == nil {
		who = nameOf(s.fn) + " blocks for ever"
	}
	message := fmt.Sprintf("%s doesn't watch the group's context: when the goroutine that receives returns at line %d, %s",
		text, c.line(sh.leave.pos()), who)
	c.reportSend(sh, deafProducer, message)
}
