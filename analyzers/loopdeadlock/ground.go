package loopdeadlock

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// A ground is code that runs on the goroutine of a loop: its own, or a function
// that was sent to it.
type ground struct {
	frame *loops.Frame

	// The loop's function knows as from what this code knows as to; what has
	// another root is called the same. Zero for the loop's own code.
	from, to ir.Place

	// What the loop passes to a function that was sent to it, as the code around
	// that function knows it.
	args map[*ssa.Parameter]ir.Place

	via *post // how the code gets to the loop, nil for the loop's own code
}

// here returns how the ground's code knows what the loop's function knows as p.
func (g *ground) here(p ir.Place) ir.Place {
	if g.from.Root == nil || !p.Within(g.from) {
		return p
	}
	return ir.Place{Root: g.to.Root, Path: g.to.Path + strings.TrimPrefix(p.Path, g.from.Path)}
}

// known returns the place as the code around the ground's function knows it.
func (g *ground) known(p ir.Place) ir.Place {
	if param, ok := p.Root.(*ssa.Parameter); ok {
		if at, ok := g.args[param]; ok {
			return p.Through(at)
		}
	}
	return p
}

// grounds returns the code that runs on the loop.
func (h *home) grounds() []*ground {
	list := []*ground{{frame: h.view.Frame()}}
	for _, c := range h.view.Cases {
		// What ends the loop is no part of the cycle.
		if f := c.Frame(); f != nil && c.Case.In == h.view.Actor.In && !within(c.Blocks, h.view.Blocks) {
			list = append(list, &ground{frame: f})
		}
	}
	for _, p := range h.posts() {
		list = append(list, &ground{frame: &loops.Frame{Fn: p.fn}, from: p.from, to: p.to, args: p.args, via: p})
	}
	return list
}

func within(part, whole map[*ssa.BasicBlock]bool) bool {
	for b := range part {
		if !whole[b] {
			return false
		}
	}
	return true
}

// rebase returns the objects that two functions know under different names, where
// one knows as p what the other knows as q, a channel: the struct with the
// channel, or the channel itself.
func rebase(p, q ir.Place) (from, to ir.Place, ok bool) {
	if same(p, q) {
		return ir.Place{Root: p.Root}, ir.Place{Root: q.Root}, true
	}
	if !strings.HasSuffix(q.Path, p.Path) {
		return from, to, false
	}
	return ir.Place{Root: p.Root}, ir.Place{Root: q.Root, Path: strings.TrimSuffix(q.Path, p.Path)}, true
}
