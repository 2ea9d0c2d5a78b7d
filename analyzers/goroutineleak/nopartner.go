package goroutineleak

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/passes/channels"
)

// neverReceived reports sends on a channel from which nobody receives.
func (c *partners) neverReceived(ch *channels.Channel) {
	if !ch.Has(channels.Send) || ch.Has(channels.Len) || !ch.Cap.Known {
		return
	}
	t := c.trafficOf(ch)
	list, _ := t.who(channels.Send)
	for _, p := range list {
		s := &sender{party: p}
		if !c.countSends(t, s) || c.ends(p) {
			continue
		}
		if p.flow != nil && c.again(ch, p.flow.Start) {
			s.many = true
		}
		if int64(s.total()) <= ch.Cap.N {
			continue
		}
		node, text := c.opSyntax(s.send.op)
		if node == nil {
			continue
		}
		full := ""
		if ch.Cap.N > 0 {
			full = fmt.Sprintf(" once %s is full (it has room for %d)", ch.Name(), ch.Cap.N)
		}
		c.rep.ReportOn(node, noPartner, fmt.Sprintf("%s blocks for ever on %s%s: nobody receives from %s", p.subject(), text, full, ch.Name()), c.origin(ch, p))
	}
}

// neverSent reports receives from a channel on which nobody sends and which
// nobody closes.
func (c *partners) neverSent(ch *channels.Channel) {
	if ch.Has(channels.Len) {
		return
	}
	t := c.trafficOf(ch)
	list, _ := t.who(channels.Recv)
	for _, p := range list {
		if p.flow == nil || c.ends(p) {
			continue // a function that waits so waits for the end of the process
		}
		for _, a := range p.of(channels.Recv) {
			node, text := c.opSyntax(a.op)
			if !a.op.Bare() || !a.sure || a.loose || node == nil {
				continue
			}
			c.rep.ReportOn(node, noPartner, fmt.Sprintf("%s waits for ever on %s: nothing sends on %s or closes it", p.subject(), text, ch.Name()), c.origin(ch, p))
			break
		}
	}
}

// ends reports whether the process ends when the party's function, or the one
// that starts the task, does.
func (c *partners) ends(p *party) bool {
	if p.flow != nil {
		return c.isProgram(p.flow.In)
	}
	return c.isProgram(p.fn)
}

// subject is the party in messages.
func (p *party) subject() string {
	if p.flow != nil {
		return "the goroutine"
	}
	return nameOf(p.fn)
}

// origin are the places where the channel is made and the task started.
func (c *partners) origin(ch *channels.Channel, p *party) []analysis.RelatedInformation {
	list := []analysis.RelatedInformation{note(ch.Make.Pos(), ch.Name()+" is made here")}
	if p.flow != nil {
		list = append(list, startNote(p.flow))
	}
	return list
}
