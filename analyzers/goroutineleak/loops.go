package goroutineleak

import "golang.org/x/tools/go/ssa"

// An edge is a step of the control flow.
type edge [2]*ssa.BasicBlock

// headerOf returns the first block of the innermost loop around b, nil if there
// is none.
func (c *partners) headerOf(b *ssa.BasicBlock) *ssa.BasicBlock {
	if c.ir.Loop(b) == 0 {
		return nil
	}
	for h := b; h != nil; h = h.Idom() {
		if isHeader(h) && c.loopOf(h)[b] {
			return h
		}
	}
	return nil
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

// loopOf returns the blocks of the loop that begins with header.
func (c *partners) loopOf(header *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	if l, ok := c.loops[header]; ok {
		return l
	}
	l := map[*ssa.BasicBlock]bool{header: true}
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
	c.loops[header] = l
	return l
}

// guards returns the edges that go past a loop whose test is at its end.
func guards(header *ssa.BasicBlock) (edges []edge) {
	if header.Comment != "rangeint.body" {
		return nil
	}
	for _, p := range header.Preds {
		if !header.Dominates(p) && len(p.Succs) == 2 && p.Succs[0] == header {
			edges = append(edges, edge{p, p.Succs[1]})
		}
	}
	return edges
}
