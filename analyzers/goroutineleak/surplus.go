package goroutineleak

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A shortage is what surplus finds: senders that send more than the receiver
// receives before it leaves.
type shortage struct {
	*traffic
	receiver *party
	senders  []*sender // those whose sends come together, the one to report first
	total    int       // of the sends
	most     int       // of the receives, negative if there is no bound
	leave    *departure
}

func (s *shortage) first() *sender { return s.senders[0] }

// maxSenders bounds the senders that are compared with each other: fewer make a
// shortage too.
const maxSenders = 12

// surplus looks for sends that the receiver of the channel does not wait for.
func (c *partners) surplus(t *traffic) {
	receivers, all := t.who(channels.Recv)
	if !all || len(receivers) != 1 || !t.ch.Cap.Known {
		return
	}
	p := receivers[0]
	if slices.ContainsFunc(p.of(channels.Recv), func(a act) bool { return a.loose }) {
		return
	}
	if p.flow != nil && len(p.flow.Bodies) != 1 || c.isProgram(p.fn) || p.flow != nil && c.isProgram(p.flow.In) {
		return
	}
	senders := c.sendersTo(t, p)
	if len(senders) == 0 {
		return
	}
	if len(senders) > maxSenders {
		senders = senders[:maxSenders]
	}
	final := len(senders) == 1 && c.mayEnd(t, senders[0])
	var froms []*party
	for _, s := range senders {
		froms = append(froms, s.party)
	}
	r := c.newReceiver(t, p, froms, final)
	_, most := c.chans.Count(p.fn, t.ch, channels.Recv)
	if sh := c.shortage(t, r, senders); sh != nil {
		sh.most = most
		c.reportShortage(sh)
	}
}

// shortage returns the first shortage that it finds, those with the most senders
// first.
func (c *partners) shortage(t *traffic, r *receiver, senders []*sender) *shortage {
	var found []*shortage
	for _, s := range senders {
		sh := &shortage{traffic: t, receiver: r.party, senders: []*sender{s}, total: s.total()}
		for _, other := range senders {
			if other != s && c.together(t.ch, other, s) {
				sh.senders = append(sh.senders, other)
				sh.total = min(sh.total+other.total(), unbounded)
			}
		}
		found = append(found, sh)
	}
	slices.SortStableFunc(found, func(a, b *shortage) int { return cmp.Compare(b.total, a.total) })
	for _, sh := range found {
		s := sh.first()
		if r.party.flow == nil && len(s.starts) == 0 {
			continue // it is not known when the task starts
		}
		if c.depart(sh, r) {
			return sh
		}
	}
	return nil
}

// depart looks for a way in which the receiver leaves too early.
func (c *partners) depart(sh *shortage, r *receiver) bool {
	s := sh.first()
	room := int(min(sh.ch.Cap.N, unbounded))
	if sh.total == unbounded && s.each < unbounded && (room > 1 || room > 0 && s.flow.Times.Often != tasks.PerIteration) {
		return false // perhaps there are no more tasks than that
	}
	if sh.total < unbounded && sh.total <= room {
		return false
	}
	limit := unbounded
	if sh.total < unbounded {
		limit = sh.total - room
	}
	sh.leave = r.fewest(s.starts, limit)
	return sh.leave != nil
}

// together reports whether the task a may be started before b while nothing of
// it is received.
func (c *partners) together(ch *channels.Channel, a, b *sender) bool {
	for _, start := range a.starts {
		found := false
		c.ir.Escape(start, ir.Search{
			Stop: func(instr ssa.Instruction) bool {
				found = found || slices.Contains(b.starts, instr)
				return found || isExit(instr) || instr == ssa.Instruction(ch.Make) || c.chans.Does(instr, ch, channels.Recv) != channels.No
			},
			Edge: func(from, to *ssa.BasicBlock) bool {
				return c.chans.DoesEdge(from, to, ch, channels.Recv) == channels.No
			},
		})
		if found {
			return true
		}
	}
	return false
}

// reportShortage decides what the shortage is.
func (c *partners) reportShortage(sh *shortage) {
	s := sh.first()
	many := s.many || len(sh.senders) > 1
	group := c.groupOf(s.party)
	switch {
	case s.each == unbounded && group != nil && sh.receiver.flow != nil && c.groupOf(sh.receiver) == group:
		c.deafProducer(sh)
	case s.flow == nil && c.groupOf(sh.receiver) != nil && s.each == unbounded:
		c.deafProducer(sh)
	case sh.receiver.flow != nil && c.severalRun(sh.traffic, sh.receiver):
		// Others of the same kind go on receiving.
	case s.flow == nil && !slices.ContainsFunc(sh.receiver.of(channels.Recv), func(a act) bool { return a.repeated }):
		// One receive answers one send.
	case s.each == unbounded:
		c.blockedProducer(sh)
	case s.flow == nil:
		// What the function itself sends, it sends knowing what it started.
	case many && sh.most > 0 && sh.total > int(sh.ch.Cap.N)+sh.most:
		c.firstOfMany(sh)
	case !many && s.each > 1 && sh.most > 0 && s.each > int(sh.ch.Cap.N)+sh.most:
		c.doubleSend(sh)
	default:
		c.abandonedSend(sh)
	}
}

// severalRun reports whether several of the task p may run at the same time.
func (c *partners) severalRun(t *traffic, p *party) bool {
	if p.flow.Times.Often != tasks.Once {
		return true
	}
	return slices.ContainsFunc(c.startsIn(p.flow, ir.Enclosing(t.ch.Make.Parent())), func(start ssa.Instruction) bool {
		return c.again(t.ch, start)
	})
}

// groupOf returns the errgroup.Group that the party is a task of.
func (c *partners) groupOf(p *party) ssa.Value {
	if p.flow == nil || p.flow.Task.Spawner == nil {
		return nil
	}
	callee := c.ir.Callee(p.flow.Start.Common())
	if callee.Func == nil || callee.Func.Pkg() == nil || callee.Func.Pkg().Path() != "golang.org/x/sync/errgroup" || callee.Recv == nil {
		return nil
	}
	return c.ir.Resolve(callee.Recv)
}
