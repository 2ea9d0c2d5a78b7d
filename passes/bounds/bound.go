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
	l := &loop{r: r, flow: f, src: src}
	l.collect()
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

// A loop is what an iteration does, or a call of a handler: the part of the
// function with the loop, and the functions by which that comes to the start.
type loop struct {
	r    *Result
	flow *tasks.Flow
	src  Source

	instrs []ssa.Instruction // of the iteration
	own    map[ssa.Instruction]bool
	body   map[*ssa.BasicBlock]bool // their blocks
}

// collect finds the instructions of the iteration; in the function with the loop
// by their positions, so that the bodies of loops over functions need no special
// care.
func (l *loop) collect() {
	l.own = make(map[ssa.Instruction]bool)
	l.body = make(map[*ssa.BasicBlock]bool)
	l.part(l.outermost(), l.src.Loop)
	for i := range l.src.Via {
		fn := l.flow.In
		if i+1 < len(l.src.Via) {
			fn = ir.Enclosing(l.src.Via[i+1].Parent())
		}
		l.part(fn, nil)
	}
}

// outermost is the function with the loop, or the handler.
func (l *loop) outermost() *ssa.Function {
	if len(l.src.Via) > 0 {
		return ir.Enclosing(l.src.Via[0].Parent())
	}
	return l.flow.In
}

// part adds what fn does in the loop, or all of it.
func (l *loop) part(fn *ssa.Function, loop ast.Stmt) {
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			if pos := instr.Pos(); loop != nil && (pos < loop.Pos() || pos >= loop.End()) {
				continue
			}
			l.instrs = append(l.instrs, instr)
			l.own[instr] = true
			l.body[instr.Block()] = true
		}
	}
}

// in reports whether the iteration executes the instruction. Some have no position
// of their own.
func (l *loop) in(instr ssa.Instruction) bool {
	switch x := instr.(type) {
	case *ssa.Extract:
		if tuple, ok := x.Tuple.(ssa.Instruction); ok {
			return l.in(tuple)
		}
	case *ssa.Next:
		if iter, ok := x.Iter.(ssa.Instruction); ok {
			return l.in(iter)
		}
	}
	return l.own[instr]
}

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
	return slices.Contains(l.steps(), instr)
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

// channels is an operation on a channel in the loop whose opposite the task
// performs.
func (l *loop) channels() Bound {
	result := Bound{Kind: None}
	ops := []struct{ here, there channels.OpKind }{
		{channels.Send, channels.Recv}, {channels.Recv, channels.Send}, {channels.Recv, channels.Close},
	}
	for _, c := range l.touched() {
		for _, op := range ops {
			if l.r.chans.Does(l.flow.Start, c, op.there) == channels.No {
				continue
			}
			for _, instr := range l.instrs {
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
		return l.strangers()
	}
	return result
}

// touched returns the channels to which the loop does something, other than by
// starting the task.
func (l *loop) touched() []*channels.Channel {
	var list []*channels.Channel
	seen := make(map[*channels.Channel]bool)
	for _, instr := range l.instrs {
		if l.isStep(instr) {
			continue
		}
		for _, c := range l.r.chans.Touched(instr) {
			if !seen[c] {
				seen[c] = true
				list = append(list, c)
			}
		}
	}
	return list
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
