package goroutineleak

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// unbounded is a number of sends without a bound that is known.
const unbounded = 1 << 20

// A sender is a party that sends without another way out.
type sender struct {
	*party
	send   act // the one to report
	each   int // how often one run may send
	many   bool
	number *tasks.Count // how many are started, if many; nil if not known

	// starts are the places in the receiver's function that start the task.
	starts []ssa.Instruction
}

// total returns how often all of the tasks may send.
func (s *sender) total() int {
	switch {
	case !s.many:
		return s.each
	case s.number != nil && s.number.Value == nil && s.each < unbounded:
		return min(s.each*int(s.number.N), unbounded)
	}
	return unbounded
}

// sendersTo returns the parties whose sends p is to receive, p left out.
func (c *partners) sendersTo(t *traffic, p *party) []*sender {
	list, _ := t.who(channels.Send)
	var senders []*sender
	for _, from := range list {
		if from == p {
			continue
		}
		s := &sender{party: from}
		if !c.countSends(t, s) || c.dependsOnCall(t, s, list) {
			continue
		}
		if from.flow != nil {
			if len(from.flow.Bodies) != 1 || c.isProgram(from.flow.In) {
				continue
			}
			s.starts = c.startsIn(from.flow, p.fn)
			c.countTasks(t, s, p)
		}
		senders = append(senders, s)
	}
	return senders
}

// dependsOnCall reports whether s runs a function that sends on some paths only,
// and that other tasks run too: which path is taken may depend on what they pass.
func (c *partners) dependsOnCall(t *traffic, s *sender, list []*party) bool {
	if len(s.fn.Params) == 0 || !slices.ContainsFunc(list, func(p *party) bool { return p.fn == s.fn && p != s.party }) {
		return false
	}
	least, _ := c.chans.Count(s.fn, t.ch, channels.Send)
	return least == 0
}

// countSends finds out how often one run of s may send without another way out.
func (c *partners) countSends(t *traffic, s *sender) bool {
	var bare []act
	for _, a := range s.of(channels.Send) {
		if _, ok := a.op.Instr.(ssa.CallInstruction); !ok && a.op.Bare() && a.sure && !a.loose {
			bare = append(bare, a)
		}
	}
	if len(bare) == 0 {
		return false
	}
	s.send = bare[0]
	s.each = 1
	if i := slices.IndexFunc(bare, c.comesAgain); i >= 0 {
		s.send, s.each = bare[i], unbounded
		return t.ch.Cap.N == 0 || !c.asksBetween(bare[i])
	}
	if _, most := c.chans.Count(s.fn, t.ch, channels.Send); most > 1 {
		if first, ok := c.followed(bare); ok {
			s.send = first
			s.each = min(most, len(bare))
		}
	}
	return true
}

// asksBetween reports whether the loop around the send has a select statement
// with a case that leaves it: between two sends it learns that it is to stop, so
// that a buffer for one is mostly enough.
func (c *partners) asksBetween(a act) bool {
	header := c.ir.Header(a.at.Block())
	if header == nil {
		return false
	}
	loop := c.ir.Body(header)
	for b := range loop {
		for _, succ := range b.Succs {
			if len(c.armsAt(b, succ)) > 0 && !loop[succ] {
				return true
			}
		}
	}
	return false
}

// comesAgain reports whether the act is repeated: whether a path leads from it to
// itself, where it is in a loop of the party's function.
func (c *partners) comesAgain(a act) bool {
	if !a.repeated || a.at != a.op.Instr || ir.Enclosing(a.at.Parent()) != a.at.Parent() {
		return a.repeated
	}
	return c.reaches(a.at, func(instr ssa.Instruction) bool { return instr == a.at })
}

// followed returns the first of the acts after which another one may be reached.
func (c *partners) followed(acts []act) (act, bool) {
	for _, a := range acts {
		if a.at.Parent() != acts[0].at.Parent() {
			continue
		}
		if c.reaches(a.at, func(instr ssa.Instruction) bool {
			return slices.ContainsFunc(acts, func(b act) bool { return b.at == instr })
		}) {
			return a, true
		}
	}
	return act{}, false
}

// countTasks finds out whether several of the tasks may be started before any of
// them is received from.
func (c *partners) countTasks(t *traffic, s *sender, p *party) {
	if c.again(t.ch, s.flow.Start) {
		s.many = true
		s.number = s.flow.Times.Count
		return
	}
	for _, start := range s.starts {
		if start != ssa.Instruction(s.flow.Start) && c.again(t.ch, start) {
			s.many = true
		}
	}
}

// again reports whether control may come from start to start once more while the
// channel is the same, and nothing was received.
func (c *partners) again(ch *channels.Channel, start ssa.Instruction) bool {
	if c.ir.Loop(start.Block()) == 0 && ir.Enclosing(start.Parent()) == start.Parent() || c.picks(start) {
		return false
	}
	body := ir.Enclosing(start.Parent()) != start.Parent()
	if body && ch.Make.Parent() == start.Parent() {
		return false
	}
	found := false
	c.ir.Escape(start, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			if instr == start || body && isExit(instr) {
				found = true // the body of a loop over a function, which is called again
			}
			return found || isExit(instr) || instr == ssa.Instruction(ch.Make) || c.chans.Does(instr, ch, channels.Recv) == channels.Must
		},
		Edge: func(from, to *ssa.BasicBlock) bool {
			return c.chans.DoesEdge(from, to, ch, channels.Recv) == channels.No
		},
	})
	return found
}

// picks reports whether start is executed in one iteration of its loop only, as
// far as is seen: if the number of the iteration has a certain value.
func (c *partners) picks(start ssa.Instruction) bool {
	b := start.Block()
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		if ir.IsHeader(b) {
			return false
		}
		test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 {
			continue
		}
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL || d.Succs[0] != b {
			continue
		}
		switch cmp.X.(type) {
		case *ssa.Phi, *ssa.BinOp:
			return true
		}
	}
	return false
}

// mayEnd reports whether the sender may end with a send: whether what it sends
// may say that it is the last value.
func (c *partners) mayEnd(t *traffic, s *sender) bool {
	if s.total() != s.each {
		return false
	}
	for _, a := range s.of(channels.Send) {
		if a.at.Parent() != s.fn {
			continue
		}
		header := c.ir.Header(a.at.Block())
		if header == nil {
			return true
		}
		if c.ir.Escape(a.at, ir.Search{
			Stop: func(instr ssa.Instruction) bool { return false },
			Edge: func(from, to *ssa.BasicBlock) bool { return to != header },
		}) != nil {
			return true
		}
	}
	return false
}
