package goroutineleak

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A departure is a path on which a receiver leaves after few receives.
type departure struct {
	path     *ir.Escape
	receives int // the least number of them on any such path

	// remade is the make expression that the path comes to again: the channel
	// is given up for another one. There is no path then.
	remade *ssa.MakeChan
}

func (d *departure) pos() token.Pos {
	if d.remade != nil {
		return d.remade.Pos()
	}
	return d.path.Pos()
}

// A receiver looks for the paths on which a party leaves without receiving all
// that is sent to it.
type receiver struct {
	*partners
	ch      *channels.Channel
	party   *party
	senders []*party

	// final reports that the value of the only sender may say that it is the
	// last: leaving for what the value says is then no breaking off.
	final bool

	waits  map[ssa.Instruction]bool   // joins with a sender
	cut    map[edge]bool              // edges not to be taken: joins, and ends of loops that receive all
	values map[ssa.Value]bool         // what is received
	shakes map[*channels.Channel]bool // see handshake
}

func (c *partners) newReceiver(t *traffic, p *party, senders []*party, final bool) *receiver {
	r := &receiver{
		partners: c, ch: t.ch, party: p, senders: senders, final: final,
		waits: make(map[ssa.Instruction]bool), cut: make(map[edge]bool), values: make(map[ssa.Value]bool),
		shakes: make(map[*channels.Channel]bool),
	}
	for _, s := range senders {
		if s.flow != nil {
			r.joins(s.flow)
		}
	}
	for _, a := range p.of(channels.Recv) {
		r.receive(a)
	}
	return r
}

// joins notes where the party waits for the end of f's task: what it sends has
// been received there.
func (r *receiver) joins(f *tasks.Flow) {
	for _, j := range f.Joins {
		if j.Kind == tasks.Receive && j.Chan != nil {
			if ch := r.chans.Of(j.Chan); ch != nil && (ch == r.ch || ch.Local()) {
				continue // see handshake
			}
		}
		if j.Kind == tasks.Helper && r.chans.Does(j.Instr, r.ch, channels.Recv) != channels.No {
			continue
		}
		if j.Arm != nil && j.Arm.From != nil {
			r.cut[edge{j.Arm.From, j.Arm.To}] = true
		} else {
			r.waits[j.Instr] = true
		}
	}
}

// receive notes what a receive yields, and the edges that lead out of loops
// around it when all has been received.
func (r *receiver) receive(a act) {
	var ok ssa.Value
	switch instr := a.at.(type) {
	case *ssa.UnOp:
		r.values[instr] = true
		if instr.CommaOk {
			ok = extracted(instr, 1)
		}
		if from, to, isRange := ir.RangeRecv(instr); isRange {
			r.cut[edge{from, to}] = true
		}
	case *ssa.Select:
		if a.op.Arm != nil {
			ok = a.op.Arm.OK
			if a.op.Arm.Recv != nil {
				r.values[a.op.Arm.Recv] = true
			}
		}
	}
	if ok != nil {
		r.cutClosed(ok)
	}
	for h := r.ir.Header(a.at.Block()); h != nil; h = r.outer(h) {
		r.cutCounted(a, h)
	}
}

func extracted(tuple ssa.Value, index int) ssa.Value {
	for _, ref := range *tuple.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == index {
			return x
		}
	}
	return nil
}

// outer returns the header of the loop around the one that h begins.
func (c *partners) outer(h *ssa.BasicBlock) *ssa.BasicBlock {
	for b := h.Idom(); b != nil; b = b.Idom() {
		if ir.IsHeader(b) && c.ir.Body(b)[h] {
			return b
		}
	}
	return nil
}

// cutClosed cuts the edges that are taken when ok, of a receive, is false: all
// senders are done then.
func (r *receiver) cutClosed(ok ssa.Value) {
	for _, ref := range *ok.Referrers() {
		switch ref := ref.(type) {
		case *ssa.If:
			r.cut[edge{ref.Block(), ref.Block().Succs[1]}] = true
		case *ssa.UnOp:
			for _, use := range *ref.Referrers() {
				if test, isIf := use.(*ssa.If); isIf && ref.Op == token.NOT {
					r.cut[edge{test.Block(), test.Block().Succs[0]}] = true
				}
			}
		}
	}
}

// cutCounted cuts the edges that leave the loop with the given header by counting: as
// many receives are made as are needed. A loop that ranges over the channel ends
// when it is closed; if it counts too, it breaks off.
func (r *receiver) cutCounted(a act, header *ssa.BasicBlock) {
	loop := r.ir.Body(header)
	recv, ok := a.at.(*ssa.UnOp)
	if ok && recv.Block() == header && a.op.Range {
		return
	}
	for b := range loop {
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || isChoice(test.Cond) {
			continue
		}
		for _, succ := range b.Succs {
			if !loop[succ] && (b == header && tested(header) || r.counts(test.Cond)) {
				r.cut[edge{b, succ}] = true
			}
		}
	}
	for _, e := range guards(header) {
		r.cut[e] = true
	}
}

// counts reports whether cond compares numbers, none of which was received.
func (r *receiver) counts(cond ssa.Value) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	basic, ok := cmp.X.Type().Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0 && !r.tells(cond, r.values)
}

// tested reports whether the header is where the condition of the loop is tested,
// rather than the beginning of its body.
func tested(header *ssa.BasicBlock) bool { return strings.HasSuffix(header.Comment, ".loop") }

// isChoice reports whether cond asks which case of a select statement was taken.
func isChoice(cond ssa.Value) bool {
	if cmp, ok := cond.(*ssa.BinOp); ok {
		if x, ok := cmp.X.(*ssa.Extract); ok {
			_, ok := x.Tuple.(*ssa.Select)
			return ok
		}
	}
	return false
}

// fewest returns a path from one of the starts, or from the function's entry if
// there is none, on which the party leaves after as few receives as possible,
// but less than limit.
func (r *receiver) fewest(starts []ssa.Instruction, limit int) *departure {
	type point struct {
		instr ssa.Instruction
		arm   *ir.Arm
	}
	seen := make(map[any]bool)
	var level []point
	for _, s := range starts {
		level = append(level, point{instr: s})
	}
	if len(starts) == 0 {
		level = append(level, point{})
	}
	for n := 0; n < limit && n <= 4 && len(level) > 0; n++ {
		var next []point
		for _, from := range level {
			path, remade := r.leaves(from.instr, from.arm, func(instr ssa.Instruction, arm *ir.Arm) {
				var key any = instr
				if arm != nil {
					key = edge{arm.From, arm.To}
				}
				if !seen[key] {
					seen[key] = true
					next = append(next, point{instr, arm})
				}
			})
			if path != nil || remade {
				d := &departure{path: path, receives: n}
				if path == nil {
					d.remade = r.ch.Make
				}
				return d
			}
		}
		level = next
	}
	return nil
}

// leaves searches for a path out of the party's function without another
// receive. It calls received for the receives that end a path.
func (r *receiver) leaves(from ssa.Instruction, arm *ir.Arm, received func(ssa.Instruction, *ir.Arm)) (path *ir.Escape, remade bool) {
	s := ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			if instr == ssa.Instruction(r.ch.Make) {
				remade = true
				return true
			}
			if r.waits[instr] || instr == from && arm != nil || r.isWait(instr) {
				return true
			}
			switch instr := instr.(type) {
			case *ssa.Select:
				return r.unreadSelect(instr)
			case *ssa.UnOp:
				if instr.Op == token.ARROW && r.handshake(instr.X) {
					return true
				}
			}
			if r.chans.Does(instr, r.ch, channels.Recv) == channels.No {
				return false
			}
			if r.once(instr) {
				received(instr, nil)
			}
			return true
		},
		Edge: func(f, t *ssa.BasicBlock) bool {
			if arm != nil {
				for _, other := range ir.Arms(arm.Select) {
					if other.From == f && other.To == t && other.Index != arm.Index {
						return false
					}
				}
				if arm.From == f && arm.To == t {
					return true
				}
			}
			if r.cut[edge{f, t}] || r.byValue(f, t) || r.isNil(f, t) || r.told(f, t) {
				return false
			}
			for _, a := range r.armsAt(f, t) {
				if r.chans.Of(a.State.Chan) == r.ch || r.chans.DoesEdge(f, t, r.ch, channels.Recv) != channels.No {
					received(a.Select, a)
					return false
				}
				if a.State.Dir == types.RecvOnly && r.handshake(a.State.Chan) {
					return false
				}
			}
			return true
		},
	}
	if from == nil {
		return r.ir.EscapeEntry(r.party.fn, s), false
	}
	path = r.ir.Escape(from, s)
	return path, remade
}

// once reports whether instr receives once: what receives until the channel is
// closed, now or when the function is left, receives all.
func (r *receiver) once(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.UnOp:
		return true
	case *ssa.Call:
		_, most := r.chans.CountAt(instr, r.ch, channels.Recv)
		return most == 1
	}
	return false
}

// unreadSelect reports whether sel may receive from the channel and nothing
// after it depends on whether it did.
func (r *receiver) unreadSelect(sel *ssa.Select) bool {
	return slices.ContainsFunc(r.chans.OpsOf(sel), func(op *channels.Op) bool {
		return op.Kind == channels.Recv && op.Arm != nil && op.Arm.From == nil && r.chans.Of(op.Chan) == r.ch
	})
}

// armsAt returns the case of a select statement that begins with the edge.
func (c *partners) armsAt(from, to *ssa.BasicBlock) []*ir.Arm {
	fn := from.Parent()
	arms, ok := c.arms[fn]
	if !ok {
		arms = make(map[edge][]*ir.Arm)
		for instr := range ir.Instrs(fn) {
			if sel, ok := instr.(*ssa.Select); ok {
				for _, arm := range ir.Arms(sel) {
					if arm.From != nil && arm.State != nil {
						arms[edge{arm.From, arm.To}] = append(arms[edge{arm.From, arm.To}], &arm)
					}
				}
			}
		}
		c.arms[fn] = arms
	}
	return arms[edge{from, to}]
}

// byValue reports whether the edge leads away from the receives because of what
// a received value says, which may be that nothing else will come.
func (r *receiver) byValue(from, to *ssa.BasicBlock) bool {
	if !r.final {
		return false
	}
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || !r.tells(test.Cond, r.values) {
		return false
	}
	header := r.ir.Header(from)
	return header == nil || !r.ir.Body(header)[to]
}

// told reports whether the edge is taken because of a variable that a sender's
// task has set: it says something about what it does then, and most often that
// it has ended.
func (r *receiver) told(from, to *ssa.BasicBlock) bool {
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond, set := test.Cond, from.Succs[0]
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond, set = not.X, from.Succs[1]
	}
	if cmp, ok := cond.(*ssa.BinOp); ok {
		null, ok := cmp.Y.(*ssa.Const)
		if !ok || !null.IsNil() {
			return false
		}
		cond = cmp.X
		if cmp.Op == token.EQL {
			set = from.Succs[1]
		}
	}
	load, ok := cond.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || to != set {
		return false
	}
	cell := r.ir.Cell(load.X)
	return cell != nil && slices.ContainsFunc(r.ir.Uses(cell).Stores, func(store *ssa.Store) bool {
		return slices.ContainsFunc(r.senders, func(s *party) bool { return s.flow != nil && ir.Enclosing(store.Parent()) == s.fn })
	})
}

// isNil reports whether the edge is taken if the channel is nil, which it isn't
// where a task sends on it.
func (r *receiver) isNil(from, to *ssa.BasicBlock) bool {
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	if null, ok := cmp.Y.(*ssa.Const); !ok || !null.IsNil() || r.chans.Of(cmp.X) != r.ch {
		return false
	}
	return cmp.Op == token.EQL && to == from.Succs[0] || cmp.Op == token.NEQ && to == from.Succs[1]
}

// isWait reports whether instr waits for a group of tasks.
func (c *partners) isWait(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	fn := c.ir.Callee(call.Common()).Func
	return fn != nil && fn.Name() == "Wait"
}

// handshake reports whether receiving from ch, another channel, means that the
// senders' tasks have no more to send: one of them sends on ch, or closes it,
// after its last send or instead of that, or somebody does who may have waited
// for them.
func (r *receiver) handshake(v ssa.Value) bool {
	ch := r.chans.Of(v)
	if ch == nil {
		return r.ownContext(v)
	}
	if ch == r.ch {
		return false
	}
	if done, ok := r.shakes[ch]; ok {
		return done
	}
	result := false
	for _, p := range r.trafficOf(ch).parties {
		switch {
		case !p.does(channels.Send, channels.Close) || p.fn == r.party.fn && p.flow == r.party.flow:
		case slices.ContainsFunc(r.senders, func(s *party) bool { return s.fn == p.fn && s.flow == p.flow }):
			result = result || r.saysAll(p)
		case p.flow != nil:
			result = result || r.waitsFor(p)
		}
	}
	r.shakes[ch] = result
	return result
}

// ownContext reports whether ch is the Done channel of a context that a sender
// made, a function that sends itself: it ends the context when it has sent all.
func (r *receiver) ownContext(ch ssa.Value) bool {
	call, ok := r.ir.Resolve(ch).(*ssa.Call)
	if !ok {
		return false
	}
	callee := r.ir.Callee(call.Common())
	if callee.Func == nil || callee.Func.Name() != "Done" || callee.Recv == nil {
		return false
	}
	ctx, ok := r.ir.Resolve(callee.Recv).(*ssa.Extract)
	if !ok {
		return false
	}
	maker, ok := ctx.Tuple.(*ssa.Call)
	if !ok {
		return false
	}
	fn := r.ir.Callee(maker.Common()).Func
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context" {
		return false
	}
	return slices.ContainsFunc(r.senders, func(s *party) bool { return s.flow == nil && s.fn == ir.Enclosing(ctx.Parent()) })
}

// saysAll reports whether the party, a sender, does not send after its operation
// on another channel.
func (r *receiver) saysAll(p *party) bool {
	for _, a := range p.of(channels.Send, channels.Close) {
		if a.at.Parent() != p.fn {
			continue
		}
		if !r.reaches(a.at, func(instr ssa.Instruction) bool {
			return r.chans.Does(instr, r.ch, channels.Send) != channels.No
		}) {
			return true
		}
	}
	return false
}

// reaches reports whether a path leads from an instruction to one that is
// wanted, in the same function.
func (c *partners) reaches(from ssa.Instruction, wanted func(ssa.Instruction) bool) bool {
	if _, ok := from.(*ssa.Defer); ok {
		return false // it runs at the end
	}
	found := false
	c.ir.Escape(from, ir.Search{Stop: func(instr ssa.Instruction) bool {
		if _, ok := instr.(*ssa.Defer); !ok && wanted(instr) {
			found = true
		}
		return found || isExit(instr)
	}})
	return found
}

// isExit reports whether instr leaves its function. A search for something on
// any path stops there, since it ends with the first path that leaves.
func isExit(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.Return, *ssa.Panic:
		return true
	}
	return false
}

// waitsFor reports whether the party, a task that is no sender, waits for
// anything before it signals: for the senders, perhaps.
func (r *receiver) waitsFor(p *party) bool {
	for instr := range ir.Instrs(p.fn) {
		switch x := instr.(type) {
		case *ssa.UnOp:
			if x.Op == token.ARROW && r.chans.Of(x.X) != nil {
				return true
			}
		case *ssa.Call, *ssa.Defer:
			if r.isWait(instr) {
				return true
			}
		}
	}
	return false
}
