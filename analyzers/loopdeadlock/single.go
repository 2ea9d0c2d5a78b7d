package loopdeadlock

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// isSingle reports whether one goroutine alone runs the loop for what is kept at
// the place, in terms of the loop's function: the loop is not one of a pool.
func (h *home) isSingle(at ir.Place) bool {
	if instr, ok := at.Root.(ssa.Instruction); ok && ir.Within(instr.Parent(), h.fn) {
		return true // made by whoever runs the loop
	}
	var flows []*tasks.Flow
	for _, flow := range h.view.Flows {
		if !h.skips(flow.Start.Pos()) {
			flows = append(flows, flow)
		}
	}
	calls := h.calls(h.fn)
	if len(flows) == 0 && len(calls) == 0 {
		return h.fn.Parent() == nil && isMainName(h.fn)
	}
	shared := 0 // starts that do not make what they start the loop for
	for _, flow := range flows {
		arg := h.startedFor(flow, at)
		fresh, ok := h.startsOne(flow.Start, arg)
		if !ok {
			return false
		}
		if !fresh {
			shared++
		}
	}
	if len(flows) > 0 {
		return shared <= 1
	}
	for _, call := range calls {
		callee := h.ir.Callee(call.Common())
		fresh, ok := h.startsOne(call, h.ir.PlaceFor(callee, at).Root)
		if !ok || !fresh && !isMainName(h.fn) && !isMainName(ir.Enclosing(call.Parent())) {
			return false
		}
		if !fresh {
			shared++
		}
	}
	return shared <= 1
}

// startedFor returns what the spawner passes to the task that runs the loop for
// the root of the place; nil if that is not seen.
func (h *home) startedFor(flow *tasks.Flow, at ir.Place) ssa.Value {
	root := at.Root
	param, ok := root.(*ssa.Parameter)
	if !ok || param.Parent() != h.fn {
		return root // captured, or global
	}
	for _, body := range flow.Bodies {
		if body == h.fn {
			return h.rootOf(flow.Arg(param))
		}
	}
	for _, body := range flow.Bodies {
		for part := range ir.Parts(body) {
			for call := range ir.Calls(part) {
				callee := h.ir.Callee(call.Common())
				if callee.Body != h.fn {
					continue
				}
				root := h.rootOf(callee.ArgFor(param))
				if param, ok := root.(*ssa.Parameter); ok && param.Parent() == body {
					return h.rootOf(flow.Arg(param))
				}
				return root
			}
		}
	}
	return nil
}

func (c *checker) rootOf(v ssa.Value) ssa.Value {
	if v == nil {
		return nil
	}
	return c.ir.Place(v).Root
}

// startsOne reports whether start, which starts or runs the loop for what root
// leads to, does so once for each such object; fresh is whether its function
// makes that object.
func (h *home) startsOne(start ssa.CallInstruction, root ssa.Value) (fresh, ok bool) {
	if root == nil {
		return false, false
	}
	if h.repeats(start, root) {
		return false, false
	}
	switch root := root.(type) {
	case *ssa.Parameter:
		if root.Parent() != ir.Enclosing(start.Parent()) {
			return false, true
		}
		return false, h.calledOnce(root)
	case *ssa.Global:
		return false, true
	}
	return true, true
}

// repeats reports whether instr comes again and again for the same root: it is in
// a loop that does not make the root anew.
func (c *checker) repeats(instr ssa.Instruction, root ssa.Value) bool {
	if instr.Parent() != ir.Enclosing(instr.Parent()) {
		return true // in a loop over a function
	}
	header := c.ir.Header(instr.Block())
	if header == nil {
		return c.ir.Loop(instr.Block()) != 0
	}
	made, ok := root.(ssa.Instruction)
	return !ok || made.Parent() != instr.Parent() || !c.ir.Body(header)[made.Block()]
}

// calledOnce reports whether a function which starts the loop for its parameter
// is not seen to be called twice for one argument. Of channels all callers must
// be seen.
func (h *home) calledOnce(param *ssa.Parameter) bool {
	fn := param.Parent()
	calls := h.calls(fn)
	if _, isChan := param.Type().Underlying().(*types.Chan); isChan {
		_, passing, known := h.chans.Callers(fn)
		if !known || len(passing) > 0 || h.chans.Reachable(fn) || len(calls) != 1 {
			return false
		}
	}
	for _, call := range calls {
		callee := h.ir.Callee(call.Common())
		if arg := callee.ArgFor(param); arg == nil || h.repeats(call, h.rootOf(arg)) {
			return false
		}
	}
	return true
}
