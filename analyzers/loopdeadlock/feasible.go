package loopdeadlock

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// feasible reports whether instr, in the frame, can be come to as far as the
// constants say that the calls pass, as in stop(false), which does not wait, and
// as far as a function asks whether it is called on the loop.
func (c *checker) feasible(f *loops.Frame, instr ssa.Instruction) bool {
	for ; f != nil && f.Up != nil; f, instr = f.Up, f.Call {
		if c.callsParam(f.Fn) {
			return false
		}
		b := instr.Block()
		for d := b.Idom(); d != nil; d = d.Idom() {
			test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
			if !ok || instr.Parent() != f.Fn {
				continue
			}
			yes, no := leads(d, 0, b), leads(d, 1, b)
			if (yes || no) && c.asksForLoop(test.Cond, 0) {
				return false
			}
			outcome, known := c.outcome(f, test.Cond)
			if known && (outcome && no && !yes || !outcome && yes && !no) {
				return false
			}
		}
	}
	return true
}

// callsParam reports whether fn, which hands functions to a loop, calls one of them
// itself at times: then it knows when it is called on the loop.
func (c *checker) callsParam(fn *ssa.Function) bool {
	for _, param := range fn.Params {
		if _, ok := param.Type().Underlying().(*types.Signature); !ok {
			continue
		}
		calls, others := 0, 0
		for _, ref := range c.usesOf(param) {
			call, ok := ref.(*ssa.Call)
			switch {
			case ok && c.ir.Resolve(call.Call.Value) == param && call.Parent() == fn:
				calls++
			case ok && call.Parent() == fn:
			default:
				others++
			}
		}
		if calls > 0 && others > 0 {
			return true
		}
	}
	return false
}

// usesOf returns what is done with a parameter, in a variable that closures share
// included.
func (c *checker) usesOf(param *ssa.Parameter) []ssa.Instruction {
	var list []ssa.Instruction
	for _, ref := range *param.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok {
			list = append(list, ref)
			continue
		}
		if cell := c.ir.Cell(store.Addr); cell != nil {
			for _, load := range c.ir.Uses(cell).Loads {
				list = append(list, *load.Referrers()...)
			}
		}
	}
	return list
}

// loopWords are parts of the names of what tells whether code runs on a loop.
var loopWords = []string{"loop", "goid", "goroutine", "samethread", "inactor", "reentran", "isself"}

// asksForLoop reports whether a condition is one on what has such a name.
func (c *checker) asksForLoop(cond ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	name := ""
	switch x := cond.(type) {
	case *ssa.UnOp:
		if addr, ok := x.X.(*ssa.FieldAddr); ok {
			if field := ir.FieldOf(addr.X.Type(), addr.Field); field != nil {
				name = field.Name()
			}
			break
		}
		return c.asksForLoop(x.X, depth+1)
	case *ssa.BinOp:
		return c.asksForLoop(x.X, depth+1) || c.asksForLoop(x.Y, depth+1)
	case *ssa.Parameter:
		name = x.Name()
	case *ssa.Call:
		callee := c.ir.Callee(&x.Call)
		if callee.Func != nil {
			name = callee.Func.Name()
		}
		if callee.Recv != nil && c.asksForLoop(callee.Recv, depth+1) {
			return true
		}
	case *ssa.FieldAddr:
		if field := ir.FieldOf(x.X.Type(), x.Field); field != nil {
			name = field.Name()
		}
	}
	name = strings.ToLower(name)
	return slices.ContainsFunc(loopWords, func(word string) bool { return strings.Contains(name, word) })
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
