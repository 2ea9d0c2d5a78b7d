package bounds

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Inside returns what limits how many of f's tasks work at a time, if they see to
// that themselves where it is seen at once; None otherwise.
func (r *Result) Inside(f *tasks.Flow) Bound {
	l := &loop{r: r, flow: f}
	for _, body := range f.Bodies {
		if b := l.takesSlot(body); b.Kind != None {
			return b
		}
	}
	return Bound{Kind: None}
}

// inside is a semaphore that the task itself takes: a channel with a buffer on
// which it performs one operation and, after that, the opposite one; or a
// semaphore.Weighted, or whatever is called Acquire.
func (l *loop) inside() Bound {
	for _, body := range l.flow.Bodies {
		if b := l.takesSlot(body); b.Kind != None {
			return b
		}
		for call := range ir.Calls(body) {
			plain, ok := call.(*ssa.Call)
			if !ok {
				continue
			}
			fn := l.r.ir.Callee(call.Common()).Func
			if fn != nil && !isJoin(fn.Name()) && !isStd(fn) && acquires(fn) || l.takesBy(body, plain) {
				return Bound{Kind: Unknown, Instr: call, Inside: true}
			}
		}
	}
	return Bound{Kind: None}
}

// takesSlot is a channel with a buffer on which body performs one operation and,
// after that, the opposite one; or a semaphore.Weighted.
func (l *loop) takesSlot(body *ssa.Function) Bound {
	for _, c := range l.used(body) {
		if c.Cap.Known && c.Cap.N == 0 {
			continue
		}
		for _, pair := range [][2]channels.OpKind{{channels.Send, channels.Recv}, {channels.Recv, channels.Send}} {
			if take := l.takes(body, c, pair[0], pair[1]); take != nil {
				return Bound{Kind: Semaphore, Instr: take, Inside: true}
			}
		}
	}
	for call := range ir.Calls(body) {
		if l.is(call, "golang.org/x/sync/semaphore", "Acquire") {
			return Bound{Kind: Weighted, Instr: call, Inside: true}
		}
	}
	return Bound{Kind: None}
}

// takesBy reports whether the call performs an operation on a channel with a buffer
// whose opposite another instruction of the body performs.
func (l *loop) takesBy(body *ssa.Function, call *ssa.Call) bool {
	list, _ := l.r.chans.Touched(call)
	for _, c := range list {
		if c.Cap.Known && c.Cap.N == 0 {
			continue
		}
		for _, pair := range [][2]channels.OpKind{{channels.Send, channels.Recv}, {channels.Recv, channels.Send}} {
			if l.r.chans.Performs(call, c, pair[0]) == channels.No {
				continue
			}
			for instr := range ir.Instrs(body) {
				if instr != ssa.Instruction(call) && l.r.chans.Performs(instr, c, pair[1]) != channels.No {
					return true
				}
			}
		}
	}
	return false
}

// used returns the channels that instructions of fn are certainly about, in the
// order of their first one.
func (l *loop) used(fn *ssa.Function) []*channels.Channel {
	var list []*channels.Channel
	for instr := range ir.Instrs(fn) {
		for _, op := range l.r.chans.OpsOf(instr) {
			if c := l.r.chans.Of(op.Chan); c != nil && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	return list
}

func isStd(fn *types.Func) bool { return fn.Pkg() != nil && apimodel.IsStd(fn.Pkg().Path()) }

// isJoin reports whether the name is that of a wait for other goroutines.
func isJoin(name string) bool { return name == "Wait" }

// takes returns the first operation of body on c, if it is of the kind take, and
// the opposite one comes after it.
func (l *loop) takes(body *ssa.Function, c *channels.Channel, take, give channels.OpKind) ssa.Instruction {
	var first ssa.Instruction
	for _, op := range c.Ops {
		if op.In == body && op.Kind == take && !op.Maybe && !op.HasDefault && (first == nil || op.Instr.Pos() < first.Pos()) {
			first = op.Instr
		}
	}
	if first == nil {
		return nil
	}
	for instr := range ir.Instrs(body) {
		if instr == first || l.r.chans.Performs(instr, c, give) == channels.No {
			continue
		}
		if instr.Block() == first.Block() && instr.Pos() > first.Pos() || instr.Block() != first.Block() && first.Block().Dominates(instr.Block()) {
			return first
		}
		if _, ok := instr.(*ssa.Defer); ok && instr.Block() == first.Block() {
			return first
		}
	}
	return nil
}
