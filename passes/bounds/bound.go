package bounds

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Bound returns what limits the tasks that f's site starts in the loop, or the
// handler, of src, which is the Source or the Handler of f.
func (r *Result) Bound(f *tasks.Flow, src Source) Bound {
	if src.Kind == NoSource {
		return Bound{}
	}
	if r.Declared(f) || slices.ContainsFunc(src.Via, func(call *ssa.Call) bool { return r.marked(call.Parent()) }) {
		return Bound{Kind: Declared}
	}
	g := r.region(f, src)
	key := boundKey{g, f}
	r.mu.Lock()
	b, known := r.known[key]
	r.mu.Unlock()
	if !known {
		l := &loop{region: g, r: r, flow: f, src: src}
		b = l.bound()
		r.mu.Lock()
		r.known[key] = b
		r.mu.Unlock()
	}
	return b
}

// A boundKey tells the questions after bounds apart: several categories ask for the
// same.
type boundKey struct {
	*region
	*tasks.Flow
}

func (l *loop) bound() Bound {
	unknown := Bound{Kind: None}
	for _, find := range []func() Bound{l.spawner, l.channels, l.joined, l.calls, l.guards, l.acknowledged} {
		switch b := find(); b.Kind {
		case None:
		case Unknown:
			unknown = b
		default:
			return b
		}
	}
	if unknown.Kind == Unknown {
		return unknown
	}
	return l.inside()
}

// A loop is what an iteration does, or a call of a handler, and one task that it
// starts.
type loop struct {
	*region
	r    *Result
	flow *tasks.Flow
	src  Source
}

// outermost is the function with the loop, or the handler.
func (l *loop) outermost() *ssa.Function { return l.fns[0] }

// steps are the start, and the calls that lead there.
func (l *loop) steps() []ssa.Instruction {
	steps := []ssa.Instruction{l.flow.Start}
	for _, call := range l.src.Via {
		steps = append(steps, call)
	}
	return steps
}

// isStep reports whether the instruction is the start, or leads there.
func (l *loop) isStep(instr ssa.Instruction) bool {
	if instr == ssa.Instruction(l.flow.Start) {
		return true
	}
	call, ok := instr.(*ssa.Call)
	return ok && slices.Contains(l.src.Via, call)
}

// precedes reports whether the instruction is executed in each iteration before
// the start.
func (l *loop) precedes(instr ssa.Instruction) bool {
	return slices.ContainsFunc(l.steps(), func(step ssa.Instruction) bool {
		return step.Parent() == instr.Parent() && ir.Precedes(instr, step)
	})
}

// joined is a wait for the task in the loop.
func (l *loop) joined() Bound {
	for _, j := range l.flow.Joins {
		// What is deferred comes after the loop, but before the end of a call.
		if (!j.Deferred || l.flow.In != l.outermost() || l.src.Loop == nil) && l.in(j.Instr) {
			return Bound{Kind: Joined, Instr: j.Instr}
		}
	}
	return Bound{Kind: None}
}

// slots are the operations on a channel of which the loop performs one, here, and
// the task the opposite, there.
var slots = []struct{ here, there channels.OpKind }{
	{channels.Send, channels.Recv}, {channels.Recv, channels.Send}, {channels.Recv, channels.Close},
}

// channels is an operation on a channel in the loop whose opposite the task
// performs.
func (l *loop) channels() Bound {
	result := Bound{Kind: None}
	touching, unknown := l.touching(l.r)
	list, perhaps := l.r.chans.Touched(l.flow.Start)
	list = append(list, perhaps...)
	for _, c := range list {
		for _, op := range slots {
			if len(touching[c]) == 0 || l.r.chans.Does(l.flow.Start, c, op.there) == channels.No {
				continue
			}
			for _, instr := range touching[c] {
				if l.isStep(instr) {
					continue
				}
				does := l.r.chans.Performs(instr, c, op.here)
				if does == channels.No {
					if sel, ok := instr.(*ssa.Select); ok {
						does = l.selects(sel, c, op.here)
					}
				}
				switch {
				case does == channels.No:
				case does == channels.Must && l.precedes(instr) && !(c.Cap.Known && c.Cap.N == 0) && op.there != channels.Close:
					return Bound{Kind: Semaphore, Instr: instr}
				default:
					result = Bound{Kind: Unknown, Instr: instr}
				}
			}
		}
	}
	if result.Kind == None {
		result = l.perhaps(unknown, list)
	}
	if result.Kind == None {
		return l.strangers()
	}
	return result
}

// perhaps is one of the calls of what isn't known that may take the slot which the
// task gives back, on one of the channels to which it does something.
func (l *loop) perhaps(unknown []ssa.Instruction, task []*channels.Channel) Bound {
	if len(task) == 0 {
		return Bound{Kind: None}
	}
	both := make(map[*channels.Channel]bool, len(task))
	for _, c := range task {
		both[c] = true
	}
	for _, call := range unknown {
		if l.isStep(call) {
			continue
		}
		_, touched := l.r.chans.Touched(call)
		for _, c := range touched {
			if !both[c] {
				continue
			}
			for _, op := range slots {
				if l.r.chans.Performs(call, c, op.here) != channels.No && l.r.chans.Does(l.flow.Start, c, op.there) != channels.No {
					return Bound{Instr: call}
				}
			}
		}
	}
	return Bound{Kind: None}
}

// selects says whether a case of the select performs the operation, and leads to
// the start while the others do not.
func (l *loop) selects(sel *ssa.Select, c *channels.Channel, kind channels.OpKind) channels.Certainty {
	result := channels.No
	for _, arm := range ir.Arms(sel) {
		if arm.From == nil || arm.To == nil {
			continue
		}
		does := l.r.chans.DoesEdge(arm.From, arm.To, c, kind)
		if does == channels.Must && (len(arm.To.Preds) != 1 || !l.leads(arm.To)) {
			does = channels.May
		}
		result = max(result, does)
	}
	return result
}

// leads reports whether the start comes after b only.
func (l *loop) leads(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(l.steps(), func(step ssa.Instruction) bool {
		return step.Parent() == b.Parent() && b.Dominates(step.Block())
	})
}

// strangers are operations on channels that came from elsewhere, other than what
// feeds the loop, the end of something, and time.
func (l *loop) strangers() Bound {
	stranger := func(instr ssa.Instruction, v ssa.Value) bool {
		if l.r.chans.Of(v) != nil {
			return false
		}
		if l.src.Chan != nil && l.src.Chan.Pos()-3 <= instr.Pos() && instr.Pos() < l.src.Chan.End() {
			return false
		}
		if rng, ok := l.src.Loop.(*ast.RangeStmt); ok && instr.Pos() < rng.Body.Pos() {
			return false
		}
		elem := v.Type().Underlying().(*types.Chan).Elem()
		if s, ok := elem.Underlying().(*types.Struct); !ok || s.NumFields() > 0 {
			if b, ok := elem.Underlying().(*types.Basic); !ok || b.Info()&(types.IsBoolean|types.IsInteger) == 0 {
				return false // no tokens
			}
		}
		call, ok := l.r.ir.Resolve(v).(*ssa.Call)
		return !ok || !call.Call.IsInvoke() || call.Call.Method.Name() != "Done"
	}
	for _, instr := range l.instrs {
		switch x := instr.(type) {
		case *ssa.Send:
			if stranger(instr, x.Chan) {
				return Bound{Instr: instr}
			}
		case *ssa.UnOp:
			if apimodel.IsChan(x.X.Type()) && stranger(instr, x.X) {
				return Bound{Instr: instr}
			}
		case *ssa.Select:
			for _, st := range x.States {
				if stranger(instr, st.Chan) && isToken(st.Chan) && !isStop(st) {
					return Bound{Instr: instr}
				}
			}
		}
	}
	return Bound{Kind: None}
}

// isStop reports whether the case only receives: what tells a loop to end is a
// channel of empty structs that nobody sends to.
func isStop(st *ssa.SelectState) bool { return st.Dir == types.RecvOnly }

func isToken(v ssa.Value) bool {
	c, ok := v.Type().Underlying().(*types.Chan)
	return ok && c.Dir() != types.RecvOnly
}
