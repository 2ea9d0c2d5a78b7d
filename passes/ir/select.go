package ir

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// An Arm is one case of a select statement with several, or its default. The
// edge From→To is taken if and only if the case was chosen.
type Arm struct {
	Select   *ssa.Select
	State    *ssa.SelectState // nil for the default
	Index    int              // in Select.States, -1 for the default
	From, To *ssa.BasicBlock  // nil where the code after the select does not depend on the case

	// Recv and OK are what a receive yields, nil if not used.
	Recv, OK ssa.Value
}

// Arms returns the cases of sel in source order, the default last.
func Arms(sel *ssa.Select) []Arm {
	arms := make([]Arm, 0, len(sel.States)+1)
	recv := 2 // the tuple is index, ok, and one value for each receive
	for i, state := range sel.States {
		arm := Arm{Select: sel, State: state, Index: i}
		if state.Dir == types.RecvOnly {
			arm.Recv, arm.OK = extract(sel, recv), extract(sel, 1)
			recv++
		}
		arms = append(arms, arm)
	}
	if !sel.Blocking {
		arms = append(arms, Arm{Select: sel, Index: -1})
	}
	edges(sel, arms)
	return arms
}

// ArmOf returns the case of a select statement that was chosen if control goes
// along the edge, nil if none need be.
func ArmOf(from, to *ssa.BasicBlock) *Arm {
	if len(from.Instrs) == 0 {
		return nil
	}
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok {
		return nil
	}
	index, ok := cmp.X.(*ssa.Extract)
	if !ok || index.Index != 0 {
		return nil
	}
	sel, ok := index.Tuple.(*ssa.Select)
	if !ok {
		return nil
	}
	for _, arm := range Arms(sel) {
		if arm.From == from && arm.To == to {
			return &arm
		}
	}
	return nil
}

// edges fills in where the arms begin: the builder tests the index against one
// case after the other.
func edges(sel *ssa.Select, arms []Arm) {
	index := extract(sel, 0)
	if index == nil {
		return
	}
	tests := make(map[int]*ssa.If)
	var last *ssa.If
	for _, ref := range *index.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL {
			continue
		}
		c, ok := cmp.Y.(*ssa.Const)
		if !ok || c.Value == nil {
			continue
		}
		i, ok := constant.Int64Val(c.Value)
		if !ok {
			continue
		}
		for _, use := range *cmp.Referrers() {
			if test, ok := use.(*ssa.If); ok {
				tests[int(i)] = test
				if int(i) == len(sel.States)-1 {
					last = test
				}
			}
		}
	}
	for i := range arms {
		if test := tests[arms[i].Index]; test != nil && arms[i].Index >= 0 {
			arms[i].From, arms[i].To = test.Block(), test.Block().Succs[0]
		}
		if arms[i].Index < 0 && last != nil {
			arms[i].From, arms[i].To = last.Block(), last.Block().Succs[1]
		}
	}
}

func extract(tuple ssa.Value, index int) ssa.Value {
	for _, ref := range *tuple.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == index {
			return x
		}
	}
	return nil
}

// RangeRecv reports whether recv is the receive of a range statement over a
// channel, and returns the edge that leaves the loop, taken when the channel is
// closed and empty.
func RangeRecv(recv *ssa.UnOp) (from, to *ssa.BasicBlock, ok bool) {
	if recv.Op != token.ARROW || !recv.CommaOk || recv.Block().Comment != "rangechan.loop" {
		return nil, nil, false
	}
	test, ok := recv.Block().Instrs[len(recv.Block().Instrs)-1].(*ssa.If)
	if !ok {
		return nil, nil, false
	}
	return test.Block(), test.Block().Succs[1], true
}
