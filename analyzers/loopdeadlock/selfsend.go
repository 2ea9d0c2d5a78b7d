package loopdeadlock

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// selfSends reports what code on the loop sends to the loop.
func (w *walk) selfSends() {
	for _, e := range w.sends {
		if !e.bare() {
			continue
		}
		ch := e.to.ch
		f := finding{category: selfSendBuffered, ch: ch}
		where := fmt.Sprintf("sends to %s, from which only this loop receives", ch.Name())
		switch {
		case ch.Cap.Known && ch.Cap.N == 0:
			f.category = selfSend
			f.text = where + ", and which has no buffer: the loop waits for itself for ever"
		case !w.full || !w.fillsUp(e):
			continue
		case ch.Cap.Known:
			f.text = fmt.Sprintf("%s: once its buffer of %d is full, the loop waits for itself for ever", where, ch.Cap.N)
		case ch.Cap.Expr != nil:
			f.text = where + ": once its buffer is full, the loop waits for itself for ever"
		default:
			continue
		}
		w.report(e, f)
	}
}

// fillsUp reports whether the buffer may be full when the loop sends: nobody looks
// how much room there is, and others send too, or the loop sends more than it
// receives.
func (w *walk) fillsUp(e *event) bool {
	ch := e.to.ch
	if ch.Has(channels.Len) || w.once(e) || w.flagged(e) {
		return false
	}
	if ch.Elsewhere(channels.Send) {
		return true
	}
	var others int64
	for _, op := range ch.Ops {
		if op.Kind != channels.Send || w.skips(op.Pos()) || w.isOwn(op.In) || w.fills(op, ch) || w.isFlagged(op.Instr) {
			continue
		}
		if !w.isOneShot(op, ch) {
			return true
		}
		others++
	}
	return ch.Cap.Known && others >= ch.Cap.N
}

// isOneShot reports whether op, a send of another goroutine, is done once for each
// channel.
func (w *walk) isOneShot(op *channels.Op, ch *channels.Channel) bool {
	if !ch.Local() || w.ir.Loop(op.Instr.Block()) != 0 {
		return false
	}
	for _, flow := range w.tasks.Flows() {
		if slices.Contains(flow.Bodies, op.In) {
			return flow.Times.Often == tasks.Once && ir.Within(op.In, ir.Enclosing(ch.Make.Parent()))
		}
	}
	return false
}

// fills reports whether op, a send, is made before the loop begins: where the
// channel is made, or where the loop is started.
func (w *walk) fills(op *channels.Op, ch *channels.Channel) bool {
	fn := ir.Enclosing(op.In)
	if slices.ContainsFunc(ch.Makes, func(m *ssa.MakeChan) bool { return ir.Enclosing(m.Parent()) == fn }) {
		return true
	}
	for _, flow := range w.view.Flows {
		if flow.In == fn {
			return true
		}
	}
	return false
}

// once reports whether the send is made once for each object.
func (w *walk) once(e *event) bool {
	return slices.ContainsFunc(e.steps(), func(s step) bool {
		call, ok := s.instr.(ssa.CallInstruction)
		if !ok {
			return false
		}
		fn := w.ir.Callee(call.Common()).Func
		return fn != nil && apimodel.FuncSymbol(fn) == (apimodel.Symbol{Pkg: "sync", Recv: "Once", Name: "Do"})
	})
}

// flagged reports whether a flag guards the send, or a call that leads to it.
func (w *walk) flagged(e *event) bool {
	return slices.ContainsFunc(e.steps(), func(s step) bool { return w.isFlagged(s.instr) })
}

// isFlagged reports whether instr is only come to if a field has a certain value
// which the same function then changes, or if an atomic operation says so: a flag
// that says that something is in the buffer.
func (c *checker) isFlagged(instr ssa.Instruction) bool {
	b := instr.Block()
	for d := b.Idom(); d != nil; d = d.Idom() {
		test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || !leads(d, 0, b) && !leads(d, 1, b) {
			continue
		}
		if call, ok := test.Cond.(*ssa.Call); ok {
			if fn := c.ir.Callee(&call.Call).Func; fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "sync/atomic" {
				return true
			}
		}
		for _, at := range c.fieldsIn(test.Cond, 0) {
			for instr := range ir.Instrs(instr.Parent()) {
				if store, ok := instr.(*ssa.Store); ok && same(c.ir.Place(store.Addr), at) {
					return true
				}
			}
		}
	}
	return false
}

// fieldsIn returns the places of the fields that a condition looks at.
func (c *checker) fieldsIn(cond ssa.Value, depth int) []ir.Place {
	if depth > 4 {
		return nil
	}
	switch x := cond.(type) {
	case *ssa.UnOp:
		if addr, ok := x.X.(*ssa.FieldAddr); ok {
			return []ir.Place{c.ir.Place(addr)}
		}
		return c.fieldsIn(x.X, depth+1)
	case *ssa.BinOp:
		return append(c.fieldsIn(x.X, depth+1), c.fieldsIn(x.Y, depth+1)...)
	}
	return nil
}
