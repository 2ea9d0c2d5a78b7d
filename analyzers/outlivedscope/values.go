package outlivedscope

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// value returns what v certainly is when the instruction where, in the function
// that declares the variables concerned, is executed, and for what is captured
// there also later. Unlike ir.Package.Resolve it follows a variable that is
// assigned several times, as ctx is in ctx, cancel := context.WithCancel(ctx),
// if no assignment comes after the one that counts.
func (c *checker) value(v ssa.Value, where ssa.Instruction) ssa.Value {
	for range 32 {
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
			cell := c.ir.Cell(x.X)
			if cell == nil {
				return v
			}
			at, read := where, x.Parent() == cell.Parent()
			if read {
				at = x
			}
			st := c.last(cell, at, read)
			if st == nil {
				return v
			}
			v, where = st.Val, st
		default:
			return v
		}
	}
	return v
}

// last returns the store whose value the variable has at the instruction where,
// or, unless that reads it, from there on; nil if that depends on the path, or
// on what happens later.
func (c *checker) last(cell *ssa.Alloc, where ssa.Instruction, read bool) *ssa.Store {
	uses := c.ir.Uses(cell)
	if uses.Escapes || len(uses.Stores) == 0 {
		return nil
	}
	if len(uses.Stores) == 1 {
		return uses.Stores[0]
	}
	var last *ssa.Store
	for _, st := range uses.Stores {
		if read && ir.Precedes(where, st) && c.ir.Loop(where.Block()) == 0 {
			continue // comes too late to be seen
		}
		if st.Parent() != where.Parent() || !ir.Precedes(st, where) {
			return nil
		}
		if last == nil || ir.Precedes(last, st) {
			last = st
		} else if !ir.Precedes(st, last) {
			return nil
		}
	}
	if last == nil {
		return nil
	}
	if loop := c.ir.Loop(last.Block()); loop != 0 && c.ir.Loop(cell.Block()) != loop {
		return nil // the next iteration assigns anew
	}
	return last
}

// originCall returns the call of which v is a result, and the index of the
// result; nil if it is none.
func originCall(v ssa.Value) (*ssa.Call, int) {
	switch x := v.(type) {
	case *ssa.Call:
		return x, 0
	case *ssa.Extract:
		call, _ := x.Tuple.(*ssa.Call)
		return call, x.Index
	}
	return nil, 0
}
