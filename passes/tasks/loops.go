package tasks

import "golang.org/x/tools/go/ssa"

// A loop is the set of blocks of a loop.
type loop map[*ssa.BasicBlock]bool

// headerOf returns the first block of the innermost loop around b, nil if there
// is none.
func (g *graph) headerOf(b *ssa.BasicBlock) *ssa.BasicBlock {
	if h, ok := g.headers[b]; ok {
		return h
	}
	var found *ssa.BasicBlock
	if g.ir.Loop(b) != 0 {
		for h := b; h != nil && found == nil; h = h.Idom() {
			if isHeader(h) && g.loopOf(h)[b] {
				found = h
			}
		}
	}
	g.headers[b] = found
	return found
}

// isHeader reports whether some edge goes back to h from what it dominates.
func isHeader(h *ssa.BasicBlock) bool {
	for _, p := range h.Preds {
		if h.Dominates(p) {
			return true
		}
	}
	return false
}

// loopOf returns the blocks of the loop that begins with header: those from
// which control comes back to it.
func (g *graph) loopOf(header *ssa.BasicBlock) loop {
	if l, ok := g.loops[header]; ok {
		return l
	}
	l := loop{header: true}
	var work []*ssa.BasicBlock
	for _, p := range header.Preds {
		if header.Dominates(p) {
			work = append(work, p)
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if !l[b] {
			l[b] = true
			work = append(work, b.Preds...)
		}
	}
	g.loops[header] = l
	return l
}
