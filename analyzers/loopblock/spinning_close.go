package loopblock

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/tasks"
)

// maxCallers bounds how far up the callers of what closes a channel are looked at.
const maxCallers = 2

// closer returns the operation that closes the channel of c while the loop may
// still run, nil if none is known to.
func (s *spinner) closer(v *loops.View, c *loops.CaseView) *channels.Op {
	ch := c.Channel
	if ch == nil || len(ch.Makes) != 1 {
		return nil
	}
	for _, op := range ch.Ops {
		if op.Kind == channels.Close && !op.Maybe && !s.inTest(ir.Span{From: op.Pos()}) && s.during(v, op) {
			return op
		}
	}
	return nil
}

// during reports whether op, a close, happens while the loop may still run: on
// another goroutine, which does not wait for the loop, nor tell it to end at the
// same time.
func (s *spinner) during(v *loops.View, op *channels.Op) bool {
	in := ir.Enclosing(op.In)
	if s.reaches(v.Fn, in) || s.reaches(in, v.Fn) {
		return false // on the loop's goroutine, before or after it
	}
	for _, flow := range v.Flows {
		if slices.Contains(flow.Bodies, in) || slices.ContainsFunc(flow.Bodies, func(b *ssa.Function) bool { return s.reaches(b, in) }) {
			return false
		}
	}
	if s.endsWith(v, in) {
		return false
	}
	return !s.ordered(v, op.Instr, op.Deferred, maxCallers)
}

// reaches reports whether from calls to, so far as calls are followed.
func (s *spinner) reaches(from, to *ssa.Function) bool {
	for f := range s.loops.Frames(&loops.Frame{Fn: from}) {
		if f.Fn == to {
			return true
		}
	}
	return false
}

// endsWith reports whether in, a function that runs as a task, ends only when the
// loop is told to end too.
func (s *spinner) endsWith(v *loops.View, in *ssa.Function) bool {
	if len(v.Actor.Shutdown()) == 0 {
		return false
	}
	stops := s.tasks.Stops(in)
	return len(stops) > 0 && !slices.ContainsFunc(stops, func(stop tasks.Stop) bool {
		switch stop.Kind {
		case tasks.StopContext, tasks.StopFlag:
			return false
		case tasks.StopChannel:
			return !s.isShutdown(v, stop.Chan)
		}
		return true
	})
}

// ordered reports whether something that waits for the loop's end comes before
// instr in its function, or what tells the loop to end before or after; or in the
// callers of that function.
func (s *spinner) ordered(v *loops.View, instr ssa.Instruction, deferred bool, depth int) bool {
	fn := instr.Parent()
	shutdown := len(v.Actor.Shutdown()) > 0
	for other := range ir.Instrs(fn) {
		if other == instr {
			continue
		}
		if (deferred || ir.Precedes(other, instr)) && s.waitsFor(v, other, 0) {
			return true
		}
		if shutdown && s.tells(v, other, 0) {
			return true
		}
	}
	if depth == 0 {
		return false
	}
	direct, passing, _ := s.channels.Callers(fn)
	for _, call := range slices.Concat(direct, passing) {
		if _, ok := call.(*ssa.Go); ok {
			continue
		}
		_, isDefer := call.(*ssa.Defer)
		if s.ordered(v, call, isDefer, depth-1) {
			return true
		}
	}
	return false
}

// waitsFor reports whether instr waits for something that may be the end of the
// loop.
func (s *spinner) waitsFor(v *loops.View, instr ssa.Instruction, depth int) bool {
	switch x := instr.(type) {
	case *ssa.UnOp:
		return x.Op == token.ARROW && s.mayEnd(v, x.X)
	case *ssa.Select:
		return x.Blocking && slices.ContainsFunc(x.States, func(st *ssa.SelectState) bool {
			return st.Dir == types.RecvOnly && s.mayEnd(v, st.Chan)
		})
	case *ssa.Call:
		callee := s.ir.Callee(&x.Call)
		if callee.Func == nil {
			return callee.Builtin == "" && callee.Body == nil // who knows
		}
		switch apimodel.FuncSymbol(callee.Func) {
		case apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: "Wait"}, apimodel.Symbol{Pkg: "golang.org/x/sync/errgroup", Recv: "Group", Name: "Wait"}:
			return s.mayBeIn(v, callee.Recv)
		}
		if callee.Body == nil || depth == 2 {
			return false
		}
		for inner := range ir.Instrs(callee.Body) {
			if s.waitsFor(v, inner, depth+1) {
				return true
			}
		}
	}
	return false
}

// mayEnd reports whether a receive from ch may wait for the end of the loop.
func (s *spinner) mayEnd(v *loops.View, ch ssa.Value) bool {
	known := s.channels.Of(ch)
	if known == nil || known.Elsewhere(channels.Close) || known.Elsewhere(channels.Send) {
		return true
	}
	return slices.ContainsFunc(known.Ops, func(op *channels.Op) bool {
		return (op.Kind == channels.Close || op.Kind == channels.Send) && s.runsWith(v, ir.Enclosing(op.In))
	})
}

// mayBeIn reports whether the loop's task may be one of those that group waits
// for.
func (s *spinner) mayBeIn(v *loops.View, group ssa.Value) bool {
	at := s.ir.Place(group)
	if _, isLocal := at.Root.(*ssa.Alloc); !isLocal && len(v.Flows) == 0 {
		return true
	}
	for _, fn := range s.ir.Functions() {
		for call := range ir.Calls(fn) {
			callee := s.ir.Callee(call.Common())
			if callee.Func == nil || callee.Recv == nil {
				continue
			}
			sym := apimodel.FuncSymbol(callee.Func)
			isTask := sym.Name == "Go" && slices.ContainsFunc(v.Flows, func(f *tasks.Flow) bool { return f.Start == call })
			isDone := sym == apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: "Done"} && s.runsWith(v, ir.Enclosing(fn))
			if !isTask && !isDone {
				continue
			}
			other := s.ir.Place(callee.Recv)
			if other.Root == at.Root || other.Last != nil && other.Last == at.Last || isParam(other.Root) || isParam(at.Root) && at.Last == nil {
				return true
			}
		}
	}
	return false
}

func isParam(v ssa.Value) bool {
	_, ok := v.(*ssa.Parameter)
	return ok
}

// runsWith reports whether fn runs on the goroutine of the loop.
func (s *spinner) runsWith(v *loops.View, fn *ssa.Function) bool {
	if s.reaches(v.Fn, fn) {
		return true
	}
	for _, flow := range v.Flows {
		if slices.ContainsFunc(flow.Bodies, func(b *ssa.Function) bool { return b == fn || s.reaches(b, fn) }) {
			return true
		}
	}
	return false
}

// tells reports whether instr tells the loop to end.
func (s *spinner) tells(v *loops.View, instr ssa.Instruction, depth int) bool {
	if send, ok := instr.(*ssa.Send); ok {
		return s.isShutdown(v, send.Chan)
	}
	if sel, ok := instr.(*ssa.Select); ok {
		return slices.ContainsFunc(sel.States, func(st *ssa.SelectState) bool {
			return st.Dir == types.SendOnly && s.isShutdown(v, st.Chan)
		})
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	common := call.Common()
	callee := s.ir.Callee(common)
	if callee.Builtin == "close" {
		return s.isShutdown(v, callee.Args[0])
	}
	if callee.Func == nil && callee.Body == nil && isCancel(common.Value.Type()) {
		return true
	}
	if callee.Func != nil && callee.Body == nil && stopVerb.MatchString(callee.Func.Name()) {
		return true // of a connection, say, whose reader tells the loop then
	}
	if callee.Body == nil || depth == 2 {
		return false
	}
	for inner := range ir.Instrs(callee.Body) {
		if s.tells(v, inner, depth+1) {
			return true
		}
	}
	return false
}

// isShutdown reports whether ch may be a channel that ends the loop.
func (s *spinner) isShutdown(v *loops.View, ch ssa.Value) bool {
	some, others := s.channels.Among(ch)
	for _, c := range v.Cases {
		operand := operandOf(c)
		if c.Case.Kind != loops.Shutdown || operand == nil || s.isContextDone(c.Case.Chan) {
			continue
		}
		known, unknown := s.channels.Among(operand)
		if others && unknown || slices.ContainsFunc(some, func(ch *channels.Channel) bool { return slices.Contains(known, ch) }) {
			return true
		}
	}
	return false
}
