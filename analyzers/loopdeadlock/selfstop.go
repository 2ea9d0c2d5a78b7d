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

	does string // to the channel

	// by is the instruction of the loop's function that does it, perhaps a defer
	// statement; nil if it is done when that function is over.
	by ssa.Instruction
}

// ends finds what says that the loop's goroutine is over.
func (h *home) ends() []*end {
	var list []*end
	for _, top := range h.tops {
		add := func(instr, by ssa.Instruction) {
			for _, e := range h.endsBy(instr) {
				if _, ok := instr.(*ssa.Call); ok && instr == by && e.ch == nil && h.adds(top, e.at) {
					continue // for somebody whom it could not start
				}
				if at, ok := h.down(e.at, top); ok {
					if e.at = at; top == h.fn {
						e.by = by
					}
					list = append(list, e)
				}
			}
		}
		for part := range ir.Parts(top) {
			for instr := range ir.Instrs(part) {
				if d, ok := instr.(*ssa.Defer); ok {
					add(d, d)
					if lit := deferred(d); lit != nil {
						for instr := range ir.Instrs(lit) {
							add(instr, d)
						}
					}
				} else if part == top && h.isAfter(instr, top) {
					add(instr, instr)
				}
			}
		}
	}
	for _, flow := range h.view.Flows {
		callee := h.ir.Callee(flow.Start.Common())
		if callee.Func == nil || callee.Recv == nil || h.skips(flow.Start.Pos()) {
			continue
		}
		switch apimodel.FuncSymbol(callee.Func) {
		case apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: "Go"}, apimodel.Symbol{Pkg: "golang.org/x/sync/errgroup", Recv: "Group", Name: "Go"}:
			if at, ok := h.inLoop(h.ir.Place(callee.Recv), callee.Args); ok {
				list = append(list, &end{at: at, pos: flow.Start.Pos()})
			}
		}
	}
	return list
}

// endsBy returns what instr says to be over, in terms of its function.
func (h *home) endsBy(instr ssa.Instruction) []*end {
	var list []*end
	for _, op := range h.chans.OpsOf(instr) {
		if op.Maybe || op.Guarded() || op.Kind != channels.Send && op.Kind != channels.Close {
			continue
		}
		if ch := h.chans.Of(op.Chan); ch != nil && h.onlyAfter(ch) {
			e := &end{ch: ch, at: h.ir.Place(op.Chan), pos: op.Pos(), does: "closes"}
			if op.Kind == channels.Send {
				e.does = "sends to"
			}
			list = append(list, e)
		}
	}
	if call, ok := instr.(ssa.CallInstruction); ok {
		callee := h.ir.Callee(call.Common())
		if callee.Func != nil && callee.Recv != nil && apimodel.FuncSymbol(callee.Func) == (apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: "Done"}) {
			list = append(list, &end{at: h.ir.Place(callee.Recv), pos: call.Pos()})
		}
	}
	return list
}

// adds reports whether fn itself, or a range-over-func loop in it, adds to the
// group at the place.
func (h *home) adds(fn *ssa.Function, group ir.Place) bool {
	for part := range ir.Parts(fn) {
		for call := range ir.Calls(part) {
			callee := h.ir.Callee(call.Common())
			if callee.Func != nil && callee.Recv != nil && same(h.ir.Place(callee.Recv), group) &&
				apimodel.FuncSymbol(callee.Func) == (apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: "Add"}) {
				return true
			}
		}
	}
	return false
}

// deferred returns the literal that d defers, nil if it is something else.
func deferred(d *ssa.Defer) *ssa.Function {
	fn, _ := d.Call.Value.(*ssa.Function)
	if mc, ok := d.Call.Value.(*ssa.MakeClosure); ok {
		fn, _ = mc.Fn.(*ssa.Function)
	}
	if fn != nil && fn.Parent() == d.Parent() {
		return fn
	}
	return nil
}

// isAfter reports whether instr, in top, is executed when the loop is over, if
// at all.
func (h *home) isAfter(instr ssa.Instruction, top *ssa.Function) bool {
	if _, ok := instr.(*ssa.Go); ok {
		return false
	}
	if top == h.fn && h.view.Header == nil {
		return h.ir.Loop(instr.Block()) == 0 // see isOver
	}
	at := h.loopIn(top)
	if at == nil || at == instr.Block() {
		return at != nil && follows(instr, at)
	}
	return !h.view.Blocks[instr.Block()] && at.Dominates(instr.Block())
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
		return !op.Deferred && !(slices.Contains(h.tops, op.In) && h.isAfter(op.Instr, op.In))
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

// inLoop returns how the loop's function knows what the spawner, which is passed
// args, knows as p.
func (h *home) inLoop(p ir.Place, args []ssa.Value) (ir.Place, bool) {
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
			if wait.op != nil && w.chans.Of(wait.op.Chan) != e.ch || wait.op == nil && e.ch != nil || !same(at, w.ground.here(e.at)) || isOver(e, wait) {
				continue
			}
			text := "waits for the group that this goroutine is in: it waits for its own end for ever"
			if e.ch != nil {
				text = fmt.Sprintf("receives from %s, which this goroutine %s at its end: it waits for that for ever", e.ch.Name(), e.does)
			}
			w.report(wait, finding{category: selfStop, text: text, evidence: []analysis.RelatedInformation{
				related(e.pos, "this comes at the end of the goroutine"),
			}})
			break
		}
	}
}

// isOver reports whether the end comes before the wait: deferred calls are executed
// in reverse order.
func isOver(e *end, wait *event) bool {
	if e.by == nil {
		return false
	}
	root := wait.steps()[0].instr
	if root.Parent() != e.by.Parent() {
		return false
	}
	_, endDeferred := e.by.(*ssa.Defer)
	_, waitDeferred := root.(*ssa.Defer)
	switch {
	case endDeferred:
		return !ir.Precedes(e.by, root)
	case waitDeferred:
		return true
	}
	return leadsTo(e.by, root)
}

// leadsTo reports whether code may come from a to b.
func leadsTo(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() && slices.Index(a.Block().Instrs, a) < slices.Index(b.Block().Instrs, b) {
		return true
	}
	seen := make(map[*ssa.BasicBlock]bool)
	for work := slices.Clone(a.Block().Succs); len(work) > 0; {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		if block == b.Block() {
			return true
		}
		if !seen[block] {
			seen[block] = true
			work = append(work, block.Succs...)
		}
	}
	return false
}
