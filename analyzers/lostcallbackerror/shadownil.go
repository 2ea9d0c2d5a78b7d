package lostcallbackerror

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// comparedValue returns what cmp compares with nil.
func comparedValue(cmp *ssa.BinOp) ssa.Value {
	if k, ok := cmp.Y.(*ssa.Const); ok && k.IsNil() {
		return cmp.X
	}
	return cmp.Y
}

// isNilAt reports whether v is known to be nil when control is at instr: it is the
// constant, or a branch that is taken if it is nil leads there.
func isNilAt(v ssa.Value, instr ssa.Instruction) bool {
	if k, ok := v.(*ssa.Const); ok {
		return k.IsNil()
	}
	if v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ || comparedValue(cmp) != v {
			continue
		}
		for _, use := range *cmp.Referrers() {
			branch, ok := use.(*ssa.If)
			if !ok {
				continue
			}
			isNil := branch.Block().Succs[0]
			if cmp.Op == token.NEQ {
				isNil = branch.Block().Succs[1]
			}
			if len(isNil.Preds) == 1 && isNil.Dominates(instr.Block()) {
				return true
			}
		}
	}
	return false
}

// comesAfter reports whether every path to b has passed a.
func comesAfter(a, b ssa.Instruction) bool {
	return a.Parent() == b.Parent() && a.Block().Dominates(b.Block())
}
