package loopdeadlock

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// An end is what says that the loop's goroutine is over: a channel on which it
// sends, or which it closes, after the loop, or a group that it is in.
type end struct {
	ch  *channels.Channel // nil for a group
	at  ir.Place          // in terms of the loop's function
	pos token.Pos         // of the close, the send, Done or Go
}

// ends finds what says that the loop's goroutine is over.
func (h *home) ends() []*end {
	var list []*end
	add := func(e *end, top *ssa.Function) {
		if at, ok := h.down(e.at, top); ok {
			e.at = at
			list = append(list, e)
		}
	}
	for _, top := range h.tops {
		for _, fn := range deferredIn(top) {
			for instr := range ir.Instrs(fn) {
				if !h.isAfter(instr, fn, top) {
					continue
				}
				for _, op := range h.chans.OpsOf(instr) {
					if op.Maybe || op.Guarded() || op.Kind != channels.Send && op.Kind != channels.Close {
						continue
					}
					if ch := h.chans.Of(op.Chan); ch != nil && h.onlyAfter(ch) {
						add(&end{ch: ch, at: h.ir.Place(op.Chan), pos: op.Pos()}, top)
					}
				}
				if call, ok := instr.(ssa.CallInstruction); ok {
					callee := h.ir.Callee(call.Common())
					if callee.Func != nil && callee.Recv != nil && apimodel.FuncSymbol(callee.Func) == (apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: "Done"}) {
						add(&end{at: h.ir.Place(callee.Recv), pos: call.Pos()}, top)
					}
				}
			}
		}
	}
	for _, flow := range h.view.Flows {
		call := flow.Start.Common()
		callee := h.ir.Callee(call)
		if callee.Func == nil || callee.Recv == nil || h.skips(flow.Start.Pos()) {
			continue
		}
		switch apimodel.FuncSymbol(callee.Func) {
		case apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: "Go"}, apimodel.Symbol{Pkg: "golang.org/x/sync/errgroup", Recv: "Group", Name: "Go"}:
			if at, ok := h.inLoop(h.ir.Place(callee.Recv), flow.Start, callee.Args); ok {
				list = append(list, &end{at: at, pos: flow.Start.Pos()})
			}
		}
	}
	return list
}

// deferredIn returns fn, with its parts, and the literals that it defers.
func deferredIn(fn *ssa.Function) []*ssa.Function {
	var list []*ssa.Function
	for part := range ir.Parts(fn) {
		list = append(list, part)
		for d := range ir.Defers(part) {
			switch v := d.Call.Value.(type) {
			case *ssa.MakeClosure:
				if lit, ok := v.Fn.(*ssa.Function); ok && lit.Parent() == part {
					list = append(list, lit)
				}
			case *ssa.Function:
				if v.Parent() == part {
					list = append(list, v)
				}
			}
		}
	}
	return list
}

// isAfter reports whether instr, in top or what it defers, is executed when the
// loop is over, if at all.
func (h *home) isAfter(instr ssa.Instruction, fn, top *ssa.Function) bool {
	if fn != top && ir.Enclosing(fn) != top {
		return true // deferred
	}
	switch instr := instr.(type) {
	case *ssa.Defer:
		return true
	case *ssa.Go:
		return false
	default:
		if fn != top {
			return false
		}
		at := h.loopIn(top)
		return at != nil && !h.view.Blocks[instr.Block()] && (at.Dominates(instr.Block()) && at != instr.Block() || follows(instr, at))
	}
}

// loopIn returns the block of top, which runs the loop, where that happens.
func (h *home) loopIn(top *ssa.Function) *ssa.BasicBlock {
	if top == h.fn {
		if h.view.Fn != top {
			return nil
		}
		return h.view.Header
	}
	if call := h.callIn(top); call != nil && call.Parent() == top {
		return call.Block()
	}
	return nil
}

// callIn returns the call in top that runs the loop's function, nil if there is
// none.
func (h *home) callIn(top *ssa.Function) ssa.CallInstruction {
	for part := range ir.Parts(top) {
		for call := range ir.Calls(part) {
			if _, ok := call.(*ssa.Go); !ok && h.ir.Callee(call.Common()).Body == h.fn {
				return call
			}
		}
	}
	return nil
}

// follows reports whether instr comes after a call in its block, the last one.
func follows(instr ssa.Instruction, block *ssa.BasicBlock) bool {
	if instr.Block() != block {
		return false
	}
	after := false
	for _, i := range block.Instrs {
		if i == instr {
			return after
		}
		if _, ok := i.(*ssa.Call); ok {
			after = true
		}
	}
	return false
}

// onlyAfter reports whether all that is sent on ch, and its close, come when the
// loop is over.
func (h *home) onlyAfter(ch *channels.Channel) bool {
	ops, only := h.onlyOwn(ch, channels.Send, channels.Close)
	return only && !slices.ContainsFunc(ops, func(op *channels.Op) bool {
		if op.Deferred {
			return false
		}
		return !slices.ContainsFunc(h.tops, func(top *ssa.Function) bool {
			return slices.Contains(deferredIn(top), op.In) && h.isAfter(op.Instr, op.In, top)
		})
	})
}

// down returns how the loop's function knows what top, which runs it, knows as p.
func (h *home) down(p ir.Place, top *ssa.Function) (ir.Place, bool) {
	if top == h.fn {
		return p, true
	}
	call := h.callIn(top)
	if call == nil {
		return p, false
	}
	callee := h.ir.Callee(call.Common())
	return h.downBy(p, callee.Recv, callee.Args)
}

func (h *home) downBy(p ir.Place, recv ssa.Value, args []ssa.Value) (ir.Place, bool) {
	if recv != nil {
		args = append([]ssa.Value{recv}, args...)
	}
	for i, arg := range args {
		at := h.ir.Place(arg)
		if i < len(h.fn.Params) && p.Within(at) {
			return ir.Place{Root: h.fn.Params[i], Path: strings.TrimPrefix(p.Path, at.Path)}, true
		}
	}
	// A literal shares the variables of the function around it.
	return p, p.Root != nil && p.Root.Parent() != nil && ir.Within(h.fn, p.Root.Parent())
}

// inLoop returns how the loop's function knows what the spawner, whose call start
// runs it, knows as p.
func (h *home) inLoop(p ir.Place, start ssa.CallInstruction, args []ssa.Value) (ir.Place, bool) {
	for _, arg := range args {
		mc, ok := h.ir.Resolve(arg).(*ssa.MakeClosure)
		if !ok {
			continue
		}
		fn, _ := mc.Fn.(*ssa.Function)
		switch {
		case fn == nil:
		case fn == h.fn:
			return p, true
		case strings.HasSuffix(fn.Name(), "$bound") && len(mc.Bindings) == 1:
			return h.downBy(p, mc.Bindings[0], nil)
		case slices.Contains(h.tops, fn):
			return h.down(p, fn)
		}
	}
	return p, false
}

// selfStops reports waits for the end of the loop.
func (w *walk) selfStops(ends []*end) {
	for _, wait := range w.waits {
		if !w.hopeless(wait) {
			continue
		}
		at := w.placeOf(wait)
		for _, e := range ends {
			if wait.op != nil && w.chans.Of(wait.op.Chan) != e.ch || wait.op == nil && e.ch != nil || !same(at, w.ground.here(e.at)) {
				continue
			}
			text := "waits for the group that the loop's goroutine is in: the loop waits for its own end for ever"
			if e.ch != nil {
				text = fmt.Sprintf("receives from %s, which says that the loop is over: the loop waits for its own end for ever", e.ch.Name())
			}
			w.report(wait, finding{category: selfStop, text: text, evidence: []analysis.RelatedInformation{
				related(e.pos, "what is waited for comes when the loop is over"),
			}})
			break
		}
	}
}
