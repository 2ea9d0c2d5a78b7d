package ownership

import (
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// sites are the instructions that may run a literal: calls, defers and go
// statements of it, and calls that it is passed to.
type sites struct {
	calls    []ssa.Instruction
	known    bool // there are no others
	deferred bool // all of them are defers of the literal itself
}

// sitesOf returns where the literal fn may be run.
func (r *Result) sitesOf(fn *ssa.Function) sites {
	s, ok := r.sites[fn]
	if !ok {
		s = sites{known: true, deferred: true}
		made := r.madeAt(fn)
		for _, instr := range made {
			if v, ok := instr.(ssa.Value); ok {
				r.run(v, &s, make(map[ssa.Value]bool))
			} else {
				s.call(instr, fn)
			}
		}
		if len(made) == 0 {
			s.known = false
		}
		s.deferred = s.deferred && s.known && len(s.calls) > 0
		r.sites[fn] = s
	}
	return s
}

func (s *sites) call(instr ssa.Instruction, v ssa.Value) {
	s.calls = append(s.calls, instr)
	if d, ok := instr.(*ssa.Defer); !ok || d.Call.Value != v {
		s.deferred = false
	}
}

// run adds where the function value v may be run.
func (r *Result) run(v ssa.Value, s *sites, seen map[ssa.Value]bool) {
	if seen[v] {
		return
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case ssa.CallInstruction:
			s.call(x, v)
		case *ssa.ChangeType, *ssa.MakeInterface, *ssa.Phi:
			r.run(x.(ssa.Value), s, seen)
		case *ssa.Store:
			cell := r.ir.Cell(x.Addr)
			if cell == nil || x.Val != v {
				s.known = false
				continue
			}
			uses := r.ir.Uses(cell)
			if uses.Escapes {
				s.known = false
			}
			for _, load := range uses.Loads {
				r.run(load, s, seen)
			}
		case *ssa.DebugRef, *ssa.BinOp:
		default:
			s.known = false
		}
	}
}

// madeAt returns the instructions that make a value of the literal fn; for a
// literal that captures nothing, those that use it.
func (r *Result) madeAt(fn *ssa.Function) []ssa.Instruction {
	if r.closures == nil {
		r.closures = make(map[*ssa.Function][]ssa.Instruction)
		var operands []*ssa.Value
		for _, f := range r.ir.Functions() {
			for instr := range ir.Instrs(f) {
				if mc, ok := instr.(*ssa.MakeClosure); ok {
					if lit, ok := mc.Fn.(*ssa.Function); ok {
						r.closures[lit] = append(r.closures[lit], mc)
					}
					continue
				}
				operands = instr.Operands(operands[:0])
				for _, op := range operands {
					if lit, ok := (*op).(*ssa.Function); ok && lit.Parent() == f {
						r.closures[lit] = append(r.closures[lit], instr)
					}
				}
			}
		}
	}
	return r.closures[fn]
}
