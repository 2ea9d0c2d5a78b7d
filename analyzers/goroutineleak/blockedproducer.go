package goroutineleak

import "fmt"

// blockedProducer reports that the consumer of a generator can break off.
func (c *partners) blockedProducer(sh *shortage) {
	s := sh.first()
	_, text := c.opSyntax(s.send.op)
	who := "the goroutine"
	if s.flow == nil {
		who = nameOf(s.fn)
	}
	message := fmt.Sprintf("%s blocks for ever on %s when %s: it has no other way out", who, text, c.leaves(sh))
	c.reportSend(sh, blockedProducer, message)
}
