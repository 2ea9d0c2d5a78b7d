package loopdeadlock

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// An event is something that code on a loop does and that another goroutine has
// to answer: a send, a receive, or a wait for a group.
type event struct {
	frame *loops.Frame
	instr ssa.Instruction
	op    *channels.Op // nil of a wait for a group
	to    *served      // of a send to the loop
}

// bare reports whether the event waits for nothing else.
func (e *event) bare() bool { return e.op == nil || e.op.Bare() }

// A walk is what the code of one ground does.
type walk struct {
	*home
	ground *ground
	sends  []*event // to the loop itself
	waits  []*event
	calls  []call
}

// A call is one of a function of this package, in code that runs on the loop.
type call struct {
	step
	callee ir.Callee
}

// events collects what the code of a ground does.
func (w *walk) events() {
	for f := range w.loops.Frames(w.ground.frame) {
		if w.skips(f.Fn.Pos()) {
			continue
		}
		for instr := range f.Instrs() {
			w.call(f, instr)
			switch x := instr.(type) {
			case *ssa.Send, *ssa.Select:
				w.operations(f, instr)
			case *ssa.UnOp:
				if x.Op == token.ARROW {
					w.operations(f, instr)
				}
			case ssa.CallInstruction:
				if _, ok := x.(*ssa.Go); !ok && isGroupWait(w.ir.Callee(x.Common()).Func) && w.feasible(f, instr) {
					w.waits = append(w.waits, &event{frame: f, instr: instr})
				}
			}
		}
	}
}

// call notes the calls of methods and functions. Frames come to each once only.
func (w *walk) call(f *loops.Frame, instr ssa.Instruction) {
	if x, ok := instr.(*ssa.Call); ok {
		if callee := w.ir.Callee(&x.Call); callee.Body != nil && !callee.Dynamic {
			w.calls = append(w.calls, call{step{f, instr}, callee})
		}
	}
}

func (w *walk) operations(f *loops.Frame, instr ssa.Instruction) {
	for _, op := range w.chans.OpsOf(instr) {
		if op.Maybe || op.Kind != channels.Send && op.Kind != channels.Recv {
			continue
		}
		ch := w.chans.Of(op.Chan)
		if ch == nil || !w.feasible(f, instr) {
			continue
		}
		e := &event{frame: f, instr: instr, op: op}
		if op.Kind == channels.Recv {
			w.waits = append(w.waits, e)
			continue
		}
		for _, s := range w.served {
			if s.ch == ch && same(w.placeOf(e), w.ground.here(s.at)) {
				e.to = s
				w.sends = append(w.sends, e)
			}
		}
	}
}

// isGroupWait reports whether fn waits for the goroutines of a group.
func isGroupWait(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	switch apimodel.FuncSymbol(fn) {
	case apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: "Wait"},
		apimodel.Symbol{Pkg: "golang.org/x/sync/errgroup", Recv: "Group", Name: "Wait"}:
		return true
	}
	return false
}

// A step is an instruction of a frame which is, or leads to, an event.
type step struct {
	frame *loops.Frame
	instr ssa.Instruction
}

// steps returns the way to the event, the outermost step first.
func (e *event) steps() []step {
	list := []step{{e.frame, e.instr}}
	for f := e.frame; f.Up != nil; f = f.Up {
		list = append(list, step{f.Up, f.Call})
	}
	slices.Reverse(list)
	return list
}

// site returns the step to report: the last one in code that only runs on the
// loop. What that calls is for others too, and right when those call it.
func (w *walk) site(e *event) (at step, rest []step) {
	steps := e.steps()
	n := 1
	for n < len(steps) && w.isOwn(steps[n].frame.Fn) {
		n++
	}
	return steps[n-1], steps[n:]
}

// maxOthers bounds the ways to one event that are looked at.
const maxOthers = 100

// others returns the event for other ways that lead to it: Frames come to each
// function once only.
func (w *walk) others(e *event) []*event {
	list := []*event{e}
	seen := map[ssa.Instruction]bool{}
	for i := 0; i < len(list) && len(list) < maxOthers; i++ {
		var below []*loops.Frame
		for g := list[i].frame; g.Up != nil; g = g.Up {
			for _, c := range w.calls {
				if c.callee.Body != g.Fn || c.instr == g.Call || seen[c.instr] {
					continue
				}
				f := &loops.Frame{Fn: g.Fn, Call: c.instr.(ssa.CallInstruction), Up: c.frame}
				for _, b := range slices.Backward(below) {
					f = &loops.Frame{Fn: b.Fn, Call: b.Call, Up: f}
				}
				other := *e
				other.frame = f
				if w.feasible(f, e.instr) && same(w.placeOf(&other), w.placeOf(e)) {
					seen[c.instr] = true
					list = append(list, &other)
				}
			}
			below = append(below, g)
		}
	}
	return list[1:]
}

// before reports whether the event s has certainly happened when code comes to t,
// and returns the steps of both in the innermost function that leads to both.
func before(s, t *event) (from, to step, ok bool) {
	theirs := t.steps()
	for _, st := range slices.Backward(s.steps()) {
		for _, tt := range theirs {
			if st.frame == tt.frame {
				return st, tt, ir.Precedes(st.instr, tt.instr)
			}
		}
	}
	return from, to, false
}

// performsBetween reports whether what is executed between a and b may do one of
// the operations on ch.
func (c *checker) performsBetween(a, b ssa.Instruction, ch *channels.Channel, kinds ...channels.OpKind) bool {
	performs := func(instrs []ssa.Instruction) bool {
		return slices.ContainsFunc(instrs, func(instr ssa.Instruction) bool {
			return c.chans.Performs(instr, ch, kinds...) != channels.No
		})
	}
	index := func(instr ssa.Instruction) int { return slices.Index(instr.Block().Instrs, instr) }
	if a.Block() == b.Block() {
		return performs(a.Block().Instrs[index(a)+1 : index(b)])
	}
	if performs(a.Block().Instrs[index(a)+1:]) || performs(b.Block().Instrs[:index(b)]) {
		return true
	}
	// The blocks from which b is come to, up to a.
	seen := map[*ssa.BasicBlock]bool{a.Block(): true, b.Block(): true}
	for work := slices.Clone(b.Block().Preds); len(work) > 0; {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[block] {
			continue
		}
		seen[block] = true
		if performs(block.Instrs) {
			return true
		}
		work = append(work, block.Preds...)
	}
	return false
}

// placeOf returns the place of what the event is about, in terms of the ground. It
// is unknown if a function that is called on the way makes it: that is another
// one for each call, even of a function that is running already.
func (w *walk) placeOf(e *event) ir.Place {
	at := w.ground.known(w.originOf(e))
	if at.Root == nil || at.Root.Parent() == nil {
		return at
	}
	for f := e.frame; f.Up != nil; f = f.Up {
		if ir.Within(at.Root.Parent(), f.Fn) {
			return ir.Place{}
		}
	}
	return at
}

// originOf returns the place of what the event is about, whoever makes it.
func (w *walk) originOf(e *event) ir.Place {
	var v ssa.Value
	if e.op != nil {
		v = e.op.Chan
	} else if callee := w.ir.Callee(e.instr.(ssa.CallInstruction).Common()); callee.Recv != nil {
		v = callee.Recv
	} else {
		return ir.Place{}
	}
	return raise(w.ir, e.frame, v)
}
