package loopblock

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// fixed reports whether v, a channel or what one is asked for, is the same in all
// iterations: a loop that sets its channel to nil, or makes another one, does not
// spin.
func (s *spinner) fixed(view *loops.View, v ssa.Value) bool {
	v = s.ir.Resolve(v)
	outside := func(b *ssa.BasicBlock) bool { return b == nil || b.Parent() != view.Fn || !view.Blocks[b] }
	switch x := v.(type) {
	case *ssa.Parameter, *ssa.Global:
		return true
	case *ssa.MakeChan, *ssa.Alloc:
		return outside(x.(ssa.Instruction).Block())
	case *ssa.Extract:
		return outside(x.Block())
	case *ssa.Field:
		return s.fixed(view, x.X)
	case *ssa.FieldAddr:
		return s.fixed(view, x.X)
	case *ssa.UnOp:
		return x.Op == token.MUL && s.fixedLoad(view, x)
	case *ssa.Call:
		if outside(x.Block()) {
			return true
		}
		callee := s.ir.Callee(&x.Call)
		if callee.Func == nil || callee.Recv == nil || callee.Body != nil {
			return false
		}
		result := callee.Func.Signature().Results().At(0).Type()
		if _, isChan := result.Underlying().(*types.Chan); !isChan && !apimodel.IsContext(result) {
			return false
		}
		return s.fixed(view, callee.Recv)
	}
	return false
}

// fixedLoad is fixed for what a variable or field holds.
func (s *spinner) fixedLoad(view *loops.View, x *ssa.UnOp) bool {
	switch addr := x.X.(type) {
	case *ssa.FieldAddr:
		field := ir.FieldOf(addr.X.Type(), addr.Field)
		if field == nil || !s.fixed(view, addr.X) {
			return false
		}
		return !slices.ContainsFunc(s.storesTo(field), func(st *ssa.Store) bool { return !s.initial(view, st) })
	case *ssa.Global:
		return !slices.ContainsFunc(s.ir.Functions(), func(fn *ssa.Function) bool {
			for instr := range ir.Instrs(fn) {
				if st, ok := instr.(*ssa.Store); ok && st.Addr == addr && !s.starts(view, fn) {
					return true
				}
			}
			return false
		})
	}
	return false
}

// initial reports whether st gives a field its first value: the object is made
// there, or the loop started.
func (s *spinner) initial(view *loops.View, st *ssa.Store) bool {
	fn := st.Parent()
	if field, ok := st.Addr.(*ssa.FieldAddr); ok {
		base := s.ir.Resolve(field.X)
		for {
			inner, ok := base.(*ssa.FieldAddr)
			if !ok {
				break
			}
			base = s.ir.Resolve(inner.X)
		}
		if _, ok := base.(*ssa.Alloc); ok {
			return true
		}
	}
	return s.starts(view, fn)
}

// starts reports whether fn starts the loop.
func (s *spinner) starts(view *loops.View, fn *ssa.Function) bool {
	for _, flow := range view.Flows {
		if flow.In == ir.Enclosing(fn) {
			return true
		}
	}
	return false
}

// storesTo returns the assignments to the field, of whatever object.
func (s *spinner) storesTo(field *types.Var) []*ssa.Store {
	if s.stores == nil {
		s.stores = make(map[*types.Var][]*ssa.Store)
		for _, fn := range s.ir.Functions() {
			for instr := range ir.Instrs(fn) {
				st, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				if addr, ok := st.Addr.(*ssa.FieldAddr); ok {
					if f := ir.FieldOf(addr.X.Type(), addr.Field); f != nil {
						s.stores[f] = append(s.stores[f], st)
					}
				}
			}
		}
	}
	return s.stores[field]
}

// isCancel reports whether t is the type of the function that ends a context.
func isCancel(t types.Type) bool {
	s := apimodel.TypeSymbol(t)
	return s == apimodel.Symbol{Pkg: "context", Name: "CancelFunc"} || s == apimodel.Symbol{Pkg: "context", Name: "CancelCauseFunc"}
}
