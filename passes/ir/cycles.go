package ir

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// cycles are the strongly connected components of a function's control flow:
// the number of the component of each block that can come to itself again, by
// the block's index, and 0 for the others.
func cycles(fn *ssa.Function) []int {
	// Tarjan's algorithm, with an explicit stack: functions of thousands of
	// blocks in a row are generated ones, but they exist.
	n := len(fn.Blocks)
	var (
		comp  = make([]int, n)
		order = make([]int, n) // when a block was entered, counting from 1
		low   = make([]int, n)
		on    = make([]bool, n)
		stack []*ssa.BasicBlock
		count int
		clock int
	)
	type frame struct {
		block *ssa.BasicBlock
		next  int
	}
	for _, root := range fn.Blocks {
		if order[root.Index] != 0 {
			continue
		}
		work := []frame{{block: root}}
		for len(work) > 0 {
			f := &work[len(work)-1]
			b := f.block
			if f.next == 0 {
				clock++
				order[b.Index], low[b.Index] = clock, clock
				stack = append(stack, b)
				on[b.Index] = true
			}
			if f.next < len(b.Succs) {
				succ := b.Succs[f.next]
				f.next++
				switch {
				case order[succ.Index] == 0:
					work = append(work, frame{block: succ})
				case on[succ.Index]:
					low[b.Index] = min(low[b.Index], order[succ.Index])
				}
				continue
			}
			work = work[:len(work)-1]
			if len(work) > 0 {
				up := work[len(work)-1].block.Index
				low[up] = min(low[up], low[b.Index])
			}
			if low[b.Index] != order[b.Index] {
				continue
			}
			first := len(stack) - 1
			for stack[first] != b {
				first--
			}
			members := stack[first:]
			stack = stack[:first]
			cyclic := len(members) > 1
			for _, succ := range b.Succs {
				cyclic = cyclic || succ == b
			}
			if cyclic {
				count++
			}
			for _, m := range members {
				on[m.Index] = false
				if cyclic {
					comp[m.Index] = count
				}
			}
		}
	}
	return comp
}

// Loop returns the number of the outermost loop of its function that b is part
// of, counting from 1, and 0 if it is part of none: if control can't come to b
// twice.
func (p *Package) Loop(b *ssa.BasicBlock) int {
	return p.flowOf(b.Parent()).loops[b.Index]
}

// Header returns the first block of the innermost loop around b, nil if there is
// none. Loops that can be entered elsewhere, by goto, have none.
func (p *Package) Header(b *ssa.BasicBlock) *ssa.BasicBlock {
	if p.Loop(b) == 0 {
		return nil
	}
	if h, ok := p.headers.Load(b); ok {
		return h.(*ssa.BasicBlock)
	}
	var found *ssa.BasicBlock
	for h := b; h != nil && found == nil; h = h.Idom() {
		if IsHeader(h) && p.Body(h)[b] {
			found = h
		}
	}
	p.headers.Store(b, found)
	return found
}

// IsHeader reports whether a loop begins with h: whether some edge goes back to it
// from what it dominates.
func IsHeader(h *ssa.BasicBlock) bool { return slices.ContainsFunc(h.Preds, h.Dominates) }

// Body returns the blocks of the loop that begins with header: those from which
// control comes back to it. The map is shared and must not be changed.
func (p *Package) Body(header *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	if l, ok := p.bodies.Load(header); ok {
		return l.(map[*ssa.BasicBlock]bool)
	}
	body := map[*ssa.BasicBlock]bool{header: true}
	var work []*ssa.BasicBlock
	for _, pred := range header.Preds {
		if header.Dominates(pred) {
			work = append(work, pred)
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if !body[b] {
			body[b] = true
			work = append(work, b.Preds...)
		}
	}
	p.bodies.Store(header, body)
	return body
}
