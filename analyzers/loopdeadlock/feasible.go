package loopdeadlock

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/loops"
)

// feasible reports whether instr, in the frame, can be come to as far as the
// constants say that the calls pass: stop(false) does not wait.
func (c *checker) feasible(f *loops.Frame, instr ssa.Instruction) bool {
	for ; f != nil && f.Up != nil; f, instr = f.Up, f.Call {
		b := instr.Block()
		for d := b.Idom(); d != nil; d = d.Idom() {
			test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
			if !ok || instr.Parent() != f.Fn {
				continue
			}
			outcome, known := c.outcome(f, test.Cond)
			if !known {
				continue
			}
			if yes, no := leads(d, 0, b), leads(d, 1, b); outcome && no && !yes || !outcome && yes && !no {
				return false
			}
		}
	}
	return true
}

// leads reports whether b is only come to along the edge of d.
func leads(d *ssa.BasicBlock, edge int, b *ssa.BasicBlock) bool {
	succ := d.Succs[edge]
	return len(succ.Preds) == 1 && succ.Dominates(b)
}

// outcome evaluates a condition on the parameters of the frame's function.
func (c *checker) outcome(f *loops.Frame, cond ssa.Value) (outcome, known bool) {
	switch x := cond.(type) {
	case *ssa.UnOp:
		if x.Op == token.NOT {
			outcome, known = c.outcome(f, x.X)
			return !outcome, known
		}
	case *ssa.Parameter:
		if v := c.constant(f, x); v != nil && v.Value != nil && v.Value.Kind() == constant.Bool {
			return constant.BoolVal(v.Value), true
		}
	case *ssa.BinOp:
		if x.Op != token.EQL && x.Op != token.NEQ {
			break
		}
		p, q := c.constant(f, x.X), c.constant(f, x.Y)
		if p == nil || q == nil {
			break
		}
		equal := p.IsNil() && q.IsNil()
		if p.Value != nil && q.Value != nil && p.Value.Kind() == q.Value.Kind() {
			equal = constant.Compare(p.Value, token.EQL, q.Value)
		}
		return equal == (x.Op == token.EQL), true
	}
	return false, false
}

// constant returns the constant that v, of the frame's function, is for its
// call; nil if it is none.
func (c *checker) constant(f *loops.Frame, v ssa.Value) *ssa.Const {
	for f != nil {
		switch x := c.ir.Resolve(v).(type) {
		case *ssa.Const:
			return x
		case *ssa.Parameter:
			if f.Call == nil {
				return nil
			}
			callee := c.ir.Callee(f.Call.Common())
			if v = callee.ArgFor(x); v == nil {
				return nil
			}
			f = f.Up
		default:
			return nil
		}
	}
	return nil
}
