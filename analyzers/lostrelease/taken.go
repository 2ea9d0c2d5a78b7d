package lostrelease

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// taken keeps a search that starts at o to the paths on which it acquired: those
// of its case of a select statement, and those on which it returned true, or no
// error.
func (c *checker) taken(o op) func(from, to *ssa.BasicBlock) bool {
	if o.arm != nil {
		arms := ir.Arms(o.arm.Select)
		return func(from, to *ssa.BasicBlock) bool {
			for _, arm := range arms {
				if arm.From == from && arm.To == to && arm.Index != o.arm.Index {
					return false
				}
			}
			return true
		}
	}
	result, _ := o.instr.(ssa.Value)
	return func(from, to *ssa.BasicBlock) bool {
		test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
		if !ok || result == nil {
			return true
		}
		if v, null := nilTest(test, to); v == result {
			return null
		}
		if v, outcome := boolTest(test, to); v == result {
			return outcome
		}
		return true
	}
}

// boolTest returns the value that test is about, and what it is if the edge to
// the given successor is taken.
func boolTest(test *ssa.If, to *ssa.BasicBlock) (v ssa.Value, outcome bool) {
	v, outcome = test.Cond, test.Block().Succs[0] == to
	for {
		not, ok := v.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			return v, outcome
		}
		v, outcome = not.X, !outcome
	}
}

// tested reports whether all that becomes of the result of o is that it is
// tested: whether o acquired is then known on each path. Operations that don't
// fail have no result.
func (c *checker) tested(o op) bool {
	v, ok := o.instr.(*ssa.Call)
	if !ok || v.Call.Signature().Results().Len() == 0 {
		return true
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store, *ssa.Phi:
			return false
		case *ssa.Return:
			if o.kind == lock || o.name == "TryAcquire" {
				return false // the caller tests it
			}
		case *ssa.UnOp:
			for _, use := range *ref.Referrers() {
				if _, ok := use.(*ssa.If); !ok {
					return false
				}
			}
		}
	}
	return true
}
