package loopdeadlock

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// A served channel is one from which only one loop receives.
type served struct {
	ch   *channels.Channel
	at   ir.Place // of the channel, in terms of the loop's function
	recv ssa.Value
	view *loops.CaseView
}

// serve finds the channels that the loop serves.
func (h *home) serve() {
	for _, c := range h.view.Cases {
		ch := c.Channel
		if ch == nil || c.Case.Kind == loops.Output || c.Instr == nil || len(ch.Makes) == 0 {
			continue
		}
		if slices.ContainsFunc(h.served, func(s *served) bool { return s.ch == ch }) {
			continue
		}
		operand, value := received(c)
		if operand == nil {
			continue
		}
		if _, only := h.onlyOwn(ch, channels.Recv); !only || h.replaces(ch) {
			continue
		}
		if at, ok := h.placeIn(c, operand); ok && h.isSingle(at) {
			h.served = append(h.served, &served{ch: ch, at: at, recv: value, view: c})
		}
	}
}

// received returns the channel from which the case receives, and what it
// receives, nil if it is not used.
func received(c *loops.CaseView) (operand, value ssa.Value) {
	if c.Arm != nil && c.Arm.State != nil {
		return c.Arm.State.Chan, c.Arm.Recv
	}
	recv, ok := c.Instr.(*ssa.UnOp)
	if !ok {
		return nil, nil
	}
	if !recv.CommaOk {
		return recv.X, recv
	}
	for _, ref := range *recv.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == 0 {
			return recv.X, x
		}
	}
	return recv.X, nil
}

// replaces reports whether code on the loop makes a new channel in place of ch.
func (h *home) replaces(ch *channels.Channel) bool {
	if ch.Local() {
		return false
	}
	return slices.ContainsFunc(ch.Makes, func(m *ssa.MakeChan) bool {
		fn := ir.Enclosing(m.Parent())
		if slices.Contains(h.tops, fn) {
			return fn == h.fn && h.view.Blocks[m.Block()]
		}
		return h.isOwn(fn)
	})
}

// placeIn returns the place of v, in the function with the case, in terms of the
// loop's function.
func (h *home) placeIn(c *loops.CaseView, v ssa.Value) (ir.Place, bool) {
	if c.Case.In == h.view.Actor.In {
		return h.ir.Place(v), true
	}
	for f := range h.loops.Frames(h.view.Frame()) {
		if f.Fn == ir.Enclosing(c.Instr.Parent()) {
			return f.Place(v), true
		}
	}
	return ir.Place{}, false
}

// same reports whether two places are one, whatever field led there last.
func same(p, q ir.Place) bool { return p.Root != nil && p.Root == q.Root && p.Path == q.Path }
