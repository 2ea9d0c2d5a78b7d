package lostrelease

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// takes reports whether o takes a slot of a semaphore, and what gives it back.
func (c *checker) takes(o op) (back kind, ok bool) {
	if _, call := o.instr.(*ssa.Call); o.kind == acquire {
		return release, call && o.place.known()
	}
	if o.place.ch == nil {
		return 0, false
	}
	take, ok := c.semaphore(o.place.ch)
	if !ok || take != o.kind {
		return 0, false
	}
	if take == send {
		return recv, true
	}
	return send, true
}

// semaphore reports whether ch counts slots, and which operation takes one. That
// it does shows in what is done to it: nothing is ever done with a value that
// was received, and somewhere one of the operations certainly comes before the
// other, in one function or in the task that it starts, but nowhere after it.
func (c *checker) semaphore(ch *channels.Channel) (take kind, ok bool) {
	if known, done := c.semaphores[ch]; done {
		return known.take, known.ok
	}
	take, ok = c.judgeSemaphore(ch)
	c.semaphores[ch] = semaphore{take, ok}
	return take, ok
}

type semaphore struct {
	take kind
	ok   bool
}

func (c *checker) judgeSemaphore(ch *channels.Channel) (take kind, ok bool) {
	if ch.Escape != nil || len(ch.Makes) == 0 || ch.Cap.Known && ch.Cap.N == 0 {
		return 0, false
	}
	var sends, recvs []*channels.Op
	for _, o := range ch.Ops {
		switch {
		case o.Maybe || o.HasDefault:
			// Slots are given back without fail. What need not be sent if it is
			// there already is a signal.
			return 0, false
		case o.Kind == channels.Send:
			if !isToken(o) {
				return 0, false
			}
			sends = append(sends, o)
		case o.Kind == channels.Recv:
			if o.Range || o.CommaOk || isUsed(o) {
				return 0, false
			}
			recvs = append(recvs, o)
		case o.Kind == channels.Close:
			return 0, false
		}
	}
	if len(sends)*len(recvs) > 10_000 {
		return 0, false // no semaphore is used in so many places
	}
	sendFirst, recvFirst := c.anyBefore(sends, recvs), c.anyBefore(recvs, sends)
	switch {
	case sendFirst && !recvFirst:
		return send, true
	case recvFirst && !sendFirst:
		return recv, true
	}
	return 0, false
}

// isToken reports whether what is sent has no meaning.
func isToken(o *channels.Op) bool {
	var v ssa.Value
	switch x := o.Instr.(type) {
	case *ssa.Send:
		v = x.X
	case *ssa.Select:
		if o.Arm != nil && o.Arm.State != nil {
			v = o.Arm.State.Send
		}
	}
	if v == nil {
		return false
	}
	if s, ok := v.Type().Underlying().(*types.Struct); ok {
		return s.NumFields() == 0
	}
	k, ok := v.(*ssa.Const)
	return ok && (k.Value == nil || k.Value.Kind() == constant.Bool || k.Value.Kind() == constant.Int)
}

// isUsed reports whether anything is done with what is received.
func isUsed(o *channels.Op) bool {
	switch x := o.Instr.(type) {
	case *ssa.UnOp:
		return len(*x.Referrers()) > 0
	case *ssa.Select:
		return o.Arm == nil || o.Arm.Recv != nil
	}
	return true
}

// anyBefore reports whether one of the first operations certainly comes before
// one of the others.
func (c *checker) anyBefore(first, others []*channels.Op) bool {
	for _, a := range first {
		for _, b := range others {
			if c.before(a, b) {
				return true
			}
		}
	}
	return false
}

func (c *checker) before(a, b *channels.Op) bool {
	if a.In == b.In {
		return opPrecedes(a, b.Instr)
	}
	// In a deferred literal, or in a task.
	for call := range ir.Calls(a.In) {
		if _, isCall := call.(*ssa.Call); isCall {
			continue
		}
		if c.ir.Callee(call.Common()).Body == b.In && opPrecedes(a, call) {
			return true
		}
	}
	for _, f := range c.flowsIn[a.In] {
		if opPrecedes(a, f.Start) {
			for _, body := range f.Bodies {
				if ir.Within(b.In, body) {
					return true
				}
			}
		}
	}
	return false
}

func opPrecedes(o *channels.Op, instr ssa.Instruction) bool {
	if o.Arm != nil && o.Arm.To != nil {
		return o.Arm.From != nil && len(o.Arm.To.Preds) == 1 && o.Arm.To.Dominates(instr.Block())
	}
	return ir.Precedes(o.Instr, instr)
}
