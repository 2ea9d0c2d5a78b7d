package tasks

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// isArmOf reports whether the edge is the case of a select statement that waits
// for something in e.
func (g *graph) isArmOf(from, to *ssa.BasicBlock, e ends) bool {
	arm := g.armOf(from, to)
	return arm != nil && arm.State != nil && arm.State.Dir == types.RecvOnly && g.waitsFor(arm.State.Chan, e)
}

// A selectCase is a case of a select statement, and what it waits for.
type selectCase struct {
	arm     ir.Arm
	waits   []object
	context bool // a context's end
}

// casesOf returns the cases of sel.
func (g *graph) casesOf(sel *ssa.Select) []selectCase {
	cases, ok := g.cases[sel]
	if ok {
		return cases
	}
	for _, arm := range ir.Arms(sel) {
		c := selectCase{arm: arm}
		if arm.State != nil && arm.State.Dir == types.RecvOnly {
			c.context = g.ir.ContextOf(arm.State.Chan) != nil
			s := new(summary)
			g.receive(s, arm.State.Chan, true)
			for _, a := range s.acts {
				if a.kind == waits {
					c.waits = append(c.waits, a.obj)
				}
			}
		}
		cases = append(cases, c)
	}
	g.cases[sel] = cases
	return cases
}

// armOf returns the case of a select statement that begins with the edge.
func (g *graph) armOf(from, to *ssa.BasicBlock) *ir.Arm {
	arms, ok := g.arms[from.Parent()]
	if !ok {
		arms = make(map[[2]*ssa.BasicBlock]*ir.Arm)
		for instr := range ir.Instrs(from.Parent()) {
			if sel, ok := instr.(*ssa.Select); ok {
				for _, c := range g.casesOf(sel) {
					if c.arm.From != nil {
						arms[[2]*ssa.BasicBlock{c.arm.From, c.arm.To}] = &c.arm
					}
				}
			}
		}
		g.arms[from.Parent()] = arms
	}
	return arms[[2]*ssa.BasicBlock{from, to}]
}

// dispatched returns the select statement of which the test at the end of b
// decides whether a case was chosen, nil if it is another test or none.
func dispatched(b *ssa.BasicBlock) *ssa.Select {
	test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok {
		return nil
	}
	x, ok := cmp.X.(*ssa.Extract)
	if !ok || x.Index != 0 {
		return nil
	}
	sel, _ := x.Tuple.(*ssa.Select)
	return sel
}
