package ir

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Resolve follows v to the value that it certainly is: through conversions that
// keep the value, and through variables that are assigned once in all of the
// functions that share them. It returns the value where it gets stuck.
func (p *Package) Resolve(v ssa.Value) ssa.Value {
	for range 32 { // values defined by themselves through phis don't occur here, but loops of cells might
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return v
			}
			cell := p.Cell(x.X)
			if cell == nil {
				return v
			}
			uses := p.Uses(cell)
			if uses.Escapes || len(uses.Stores) != 1 {
				return v
			}
			v = uses.Stores[0].Val
		case *ssa.FreeVar:
			b := p.binding(x)
			if b == nil {
				return v
			}
			v = b
		default:
			return v
		}
	}
	return v
}

// Cell returns the variable that addr is the address of, through any number of
// captures; nil if addr is not the address of a local variable.
func (p *Package) Cell(addr ssa.Value) *ssa.Alloc {
	for {
		switch x := addr.(type) {
		case *ssa.Alloc:
			return x
		case *ssa.FreeVar:
			b := p.binding(x)
			if b == nil {
				return nil
			}
			addr = b
		default:
			return nil
		}
	}
}

// binding returns what the free variable is bound to where its function is
// made, nil if that is not known.
func (p *Package) binding(fv *ssa.FreeVar) ssa.Value {
	p.once.Do(p.build)
	fn := fv.Parent()
	mc := p.closures[fn]
	if mc == nil {
		return nil
	}
	for i, v := range fn.FreeVars {
		if v == fv && i < len(mc.Bindings) {
			return mc.Bindings[i]
		}
	}
	return nil
}

// CellUses are the uses of a variable in the function that declares it and in
// those that capture it.
type CellUses struct {
	Stores []*ssa.Store
	Loads  []*ssa.UnOp

	// Escapes reports whether the variable's address, or that of a part of it,
	// is used otherwise: what happens to it is not known.
	Escapes bool
}

// Uses returns the uses of cell, a variable that lives in memory. Callers must
// not change them: they are collected once, since every use of a variable leads
// here when it is resolved.
func (p *Package) Uses(cell *ssa.Alloc) CellUses {
	p.once.Do(p.build)
	if known, ok := p.cells.Load(cell); ok {
		return known.(CellUses)
	}
	var uses CellUses
	p.uses(cell, &uses)
	p.cells.Store(cell, uses)
	return uses
}

func (p *Package) uses(addr ssa.Value, uses *CellUses) {
	for _, instr := range *addr.Referrers() {
		switch instr := instr.(type) {
		case *ssa.Store:
			if instr.Addr == addr {
				uses.Stores = append(uses.Stores, instr)
			}
			if instr.Val == addr {
				uses.Escapes = true
			}
		case *ssa.UnOp:
			uses.Loads = append(uses.Loads, instr)
		case *ssa.MakeClosure:
			fn, ok := instr.Fn.(*ssa.Function)
			if !ok || p.closures[fn] != instr {
				uses.Escapes = true // the receiver of a method value
				continue
			}
			for i, b := range instr.Bindings {
				if b == addr {
					p.uses(fn.FreeVars[i], uses)
				}
			}
		case *ssa.DebugRef:
		default:
			uses.Escapes = true
		}
	}
}

// FieldOf returns the field with the given index of t, a struct or a pointer to
// one, as its generic type declares it; nil if there is none.
func FieldOf(t types.Type, index int) *types.Var {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	strct, ok := t.Underlying().(*types.Struct)
	if !ok || index >= strct.NumFields() {
		return nil
	}
	return strct.Field(index).Origin()
}

// ContextOf returns the context whose Done channel ch is, nil if it is another
// channel.
func (p *Package) ContextOf(ch ssa.Value) ssa.Value {
	call, ok := p.Resolve(ch).(*ssa.Call)
	if !ok {
		return nil
	}
	callee := p.Callee(call.Common())
	if callee.Func == nil || callee.Func.FullName() != "(context.Context).Done" {
		return nil
	}
	return callee.Recv
}
