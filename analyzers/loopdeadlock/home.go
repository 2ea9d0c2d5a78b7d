package loopdeadlock

import (
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// A home is a loop, with the goroutine that runs it.
type home struct {
	*checker
	view *loops.View
	fn   *ssa.Function   // with the loop
	tops []*ssa.Function // which run on the goroutine of the loop because they run the loop: fn among them

	posted map[*ssa.Function]bool // literals that are sent to the loop, which calls them
	owned  map[*ssa.Function]bool // see isOwn

	served []*served
}

// newHome returns the home of a loop.
func (c *checker) newHome(view *loops.View) *home {
	h := &home{
		checker: c, view: view, fn: ir.Enclosing(view.Fn),
		posted: make(map[*ssa.Function]bool), owned: make(map[*ssa.Function]bool),
	}
	add := func(fn *ssa.Function) {
		if !slices.Contains(h.tops, fn) {
			h.tops = append(h.tops, fn)
		}
	}
	add(h.fn)
	for _, flow := range view.Flows {
		if !c.skips(flow.Start.Pos()) {
			for _, body := range flow.Bodies {
				add(body)
			}
		}
	}
	for _, call := range c.calls(h.fn) {
		add(ir.Enclosing(call.Parent()))
	}
	return h
}

// calls returns the calls and defer statements that run fn, outside of tests.
func (c *checker) calls(fn *ssa.Function) []ssa.CallInstruction {
	var list []ssa.CallInstruction
	direct, _, _ := c.chans.Callers(fn)
	for _, call := range direct {
		if _, ok := call.(*ssa.Go); !ok && !c.skips(call.Pos()) {
			list = append(list, call)
		}
	}
	return list
}

// maxClimb bounds the callers that are looked at for one function.
const maxClimb = 64

// isOwn reports whether fn only ever runs on the goroutine of the loop.
func (h *home) isOwn(fn *ssa.Function) bool {
	own, known := h.owned[fn]
	if !known {
		own = h.climb(fn)
		h.owned[fn] = own
	}
	return own
}

func (h *home) climb(fn *ssa.Function) bool {
	seen := make(map[*ssa.Function]bool)
	for work := []*ssa.Function{fn}; len(work) > 0; {
		f := ir.Enclosing(work[len(work)-1])
		work = work[:len(work)-1]
		if seen[f] || slices.Contains(h.tops, f) || h.posted[f] {
			continue
		}
		seen[f] = true
		direct, passing, known := h.chans.Callers(f)
		if !known || h.chans.Reachable(f) || len(seen) > maxClimb {
			return false
		}
		callers := 0
		for _, call := range slices.Concat(direct, passing) {
			if h.skips(call.Pos()) {
				continue
			}
			if _, ok := call.(*ssa.Go); ok {
				return false
			}
			if slices.Contains(passing, call) && !h.runsSync(f) {
				return false
			}
			callers++
			work = append(work, call.Parent())
		}
		if callers == 0 {
			return false
		}
	}
	return true
}

// runsSync reports whether fn is a literal that is only called before the
// function returns to which it is passed.
func (c *checker) runsSync(fn *ssa.Function) bool {
	lit, ok := fn.Syntax().(*ast.FuncLit)
	return ok && c.cbs.Effects(lit) == callbacks.Sync
}

// onlyOwn reports whether the operations of the given kinds on ch are all done
// on the goroutine of the loop, and returns them.
func (h *home) onlyOwn(ch *channels.Channel, kinds ...channels.OpKind) (ops []*channels.Op, only bool) {
	for _, kind := range kinds {
		if ch.Elsewhere(kind) {
			return nil, false
		}
	}
	for _, op := range ch.Ops {
		if !slices.Contains(kinds, op.Kind) || h.skips(op.Pos()) {
			continue
		}
		if op.Go || !h.isOwn(op.In) {
			return nil, false
		}
		ops = append(ops, op)
	}
	return ops, len(ops) > 0
}

// mainNames are the words with which functions begin that are run once for an
// object, by whoever made it, as far as that is not seen.
var mainNames = []string{"run", "serve", "start", "main", "listen", "watch"}

func isMainName(fn *ssa.Function) bool {
	name := strings.ToLower(fn.Name())
	return strings.Contains(name, "loop") || slices.ContainsFunc(mainNames, func(word string) bool { return strings.HasPrefix(name, word) })
}
