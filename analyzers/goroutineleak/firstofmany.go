package goroutineleak

import "fmt"

// firstOfMany reports that more tasks send than values are received.
func (c *partners) firstOfMany(sh *shortage) {
	s := sh.first()
	_, text := c.opSyntax(s.send.op)
	who := nameOf(sh.receiver.fn)
	var message string
	switch {
	case len(sh.senders) > 1 && sh.total < unbounded:
		message = fmt.Sprintf("%s: %d values are sent on it and %s receives %s, so that a goroutine blocks for ever on %s (line %d)",
			c.room(sh.ch), sh.total, who, times(sh.most), text, c.line(s.send.op.Pos()))
	default:
		message = fmt.Sprintf("%s: of the goroutines started at line %d, those from which %s does not receive block for ever on %s (line %d)",
			c.room(sh.ch), c.line(s.flow.Task.Site.Pos()), who, text, c.line(s.send.op.Pos()))
	}
	c.reportMake(sh, firstOfMany, message)
}

// times says how often something happens.
func times(n int) string {
	if n == 1 {
		return "one"
	}
	return fmt.Sprint(n)
}
