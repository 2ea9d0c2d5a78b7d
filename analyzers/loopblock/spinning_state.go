package loopblock

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// endsOtherwise reports whether the case of c makes the loop end in another way
// than by leaving it: it tells another case to, or changes what decides whether
// the loop goes on.
func (s *spinner) endsOtherwise(v *loops.View, c *loops.CaseView) bool {
	if !hasExit(v.Blocks) {
		return false
	}
	root := c.Frame()
	if root == nil {
		return false
	}
	decides := s.decisive(v)
	for f := range s.loops.Frames(root) {
		for instr := range f.Instrs() {
			if s.tells(v, instr, 2) {
				return true
			}
			if st, ok := instr.(*ssa.Store); ok && decides[s.variable(st.Addr)] {
				return true
			}
		}
	}
	for b := range v.Blocks {
		for _, instr := range b.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			if decides[phi] && changesIn(c, phi) {
				return true
			}
		}
	}
	return false
}

// hasExit reports whether anything leads out of the blocks.
func hasExit(blocks map[*ssa.BasicBlock]bool) bool {
	for b := range blocks {
		if slices.ContainsFunc(b.Succs, func(to *ssa.BasicBlock) bool { return !blocks[to] }) {
			return true
		}
	}
	return false
}

// changesIn reports whether phi has another value if control comes from c.
func changesIn(c *loops.CaseView, phi *ssa.Phi) bool {
	for i, pred := range phi.Block().Preds {
		if c.Blocks[pred] && phi.Edges[i] != ssa.Value(phi) {
			if other, ok := phi.Edges[i].(*ssa.Phi); !ok || c.Blocks[other.Block()] {
				return true
			}
		}
	}
	return false
}

// decisive returns what the conditions in the loop depend on: phis, fields and
// variables.
func (s *spinner) decisive(v *loops.View) map[any]bool {
	found := make(map[any]bool)
	seen := make(map[ssa.Value]bool)
	var follow func(x ssa.Value, depth int)
	follow = func(x ssa.Value, depth int) {
		if x == nil || seen[x] || depth > 8 {
			return
		}
		seen[x] = true
		switch x := x.(type) {
		case *ssa.Phi:
			found[x] = true
		case *ssa.UnOp:
			if x.Op == token.MUL {
				found[s.variable(x.X)] = true
			}
		case *ssa.FieldAddr:
			found[s.variable(x)] = true // of a value with methods: an atomic, say
		case *ssa.Alloc:
			found[s.variable(x)] = true
		case *ssa.Call:
			if callee := s.ir.Callee(&x.Call); callee.Body != nil && depth < 4 {
				for instr := range ir.Instrs(callee.Body) {
					if load, ok := instr.(*ssa.UnOp); ok && load.Op == token.MUL {
						found[s.variable(load.X)] = true
					}
				}
			}
		}
		instr, ok := x.(ssa.Instruction)
		if !ok {
			return
		}
		for _, op := range instr.Operands(nil) {
			if *op != nil {
				follow(*op, depth+1)
			}
		}
	}
	for b := range v.Blocks {
		if test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			follow(test.Cond, 0)
		}
	}
	delete(found, nil)
	return found
}

// variable returns the field, of whatever object, or the variable that addr is the
// address of, nil if it is none.
func (s *spinner) variable(addr ssa.Value) any {
	if cell := s.ir.Cell(addr); cell != nil {
		return cell
	}
	switch x := addr.(type) {
	case *ssa.FieldAddr:
		if f := ir.FieldOf(x.X.Type(), x.Field); f != nil {
			return f
		}
	case *ssa.Global:
		return x
	case *ssa.IndexAddr:
		if _, ok := x.X.Type().Underlying().(*types.Slice); ok {
			if load, ok := x.X.(*ssa.UnOp); ok {
				return s.variable(load.X)
			}
		}
	}
	return nil
}
