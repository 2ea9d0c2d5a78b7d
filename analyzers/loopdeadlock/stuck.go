package loopdeadlock

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// hopeless reports whether nothing ends the wait but what its channel brings: the
// other cases of its select, if it has any, are for what only this loop does.
func (w *walk) hopeless(e *event) bool {
	until, ok := w.stuck(e)
	return ok && until == forEver
}

const forEver = "for ever"

// stuck reports whether only what this loop does, or its shutdown, ends the wait;
// and until when it waits.
func (w *walk) stuck(e *event) (until string, ok bool) {
	if e.bare() {
		return forEver, true
	}
	if e.op.HasDefault {
		return "", false
	}
	sel, ok := e.op.Instr.(*ssa.Select)
	if !ok || e.op.Arm == nil {
		return "", false
	}
	until = forEver
	for _, state := range sel.States {
		if state == e.op.Arm.State {
			continue
		}
		v := state.Chan
		// A send ends when somebody receives, and a receive when somebody sends.
		opposite := []channels.OpKind{channels.Send, channels.Close}
		if state.Dir == types.SendOnly {
			opposite = []channels.OpKind{channels.Recv}
		}
		if ch := w.chans.Of(v); ch != nil {
			if _, only := w.onlyOwn(ch, opposite...); only {
				continue
			}
		}
		if state.Dir == types.SendOnly {
			return "", false
		}
		shutdown := w.shutdown(e.frame, v)
		if shutdown == nil {
			return "", false
		}
		until = "until it is told to stop"
		if name := exprname.Of(shutdown.Case.Chan); name != "" {
			until += " by " + name
		}
	}
	return until, true
}

// shutdown returns the case of the loop that ends it when v, a channel that a
// frame receives from, does: the same channel, or that of the same context.
func (w *walk) shutdown(f *loops.Frame, v ssa.Value) *loops.CaseView {
	for _, c := range w.view.Cases {
		operand, _ := received(c)
		if c.Case.Kind != loops.Shutdown || operand == nil {
			continue
		}
		if ctx, other := w.ir.ContextOf(v), w.ir.ContextOf(operand); ctx != nil && other != nil {
			v, operand = ctx, other
		} else if c.Channel == nil || w.chans.Of(v) != c.Channel {
			continue
		}
		if at, ok := w.placeIn(c, operand); ok && same(raise(w.ir, f, v), w.ground.here(at)) {
			return c
		}
	}
	return nil
}

// raise returns the place of v, a value of the frame's function, in terms of the
// outermost frame.
func raise(p *ir.Package, f *loops.Frame, v ssa.Value) ir.Place {
	at := p.Place(v)
	for ; f.Up != nil; f = f.Up {
		at = p.PlaceFor(p.Callee(f.Call.Common()), at)
	}
	return at
}
