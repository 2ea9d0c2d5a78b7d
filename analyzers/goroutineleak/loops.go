package goroutineleak

import "golang.org/x/tools/go/ssa"

// An edge is a step of the control flow.
type edge [2]*ssa.BasicBlock

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
