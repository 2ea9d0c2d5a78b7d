package goroutineleak

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// tells reports whether cond, a condition, is made of what a receive in from
// yields without much ado: a part of it, a comparison, a predicate, a method of
// its own. The sender may know the outcome. An error that a function returns to
// which the value was passed is not that.
func (c *partners) tells(cond ssa.Value, from map[ssa.Value]bool) bool {
	return c.tellsFrom(cond, from, make(map[ssa.Value]bool))
}

func (c *partners) tellsFrom(v ssa.Value, from, seen map[ssa.Value]bool) bool {
	if from[v] {
		return true
	}
	if seen[v] || len(seen) > 64 {
		return false
	}
	seen[v] = true
	any := func(list ...ssa.Value) bool {
		for _, x := range list {
			if x != nil && c.tellsFrom(x, from, seen) {
				return true
			}
		}
		return false
	}
	switch x := v.(type) {
	case *ssa.UnOp:
		if x.Op == token.MUL {
			return c.tellsLoad(x.X, from, seen)
		}
		return any(x.X)
	case *ssa.BinOp:
		return any(x.X, x.Y)
	case *ssa.Extract:
		return any(x.Tuple)
	case *ssa.Field:
		return any(x.X)
	case *ssa.FieldAddr:
		return c.tellsLoad(x, from, seen)
	case *ssa.Index:
		return any(x.X)
	case *ssa.IndexAddr:
		return any(x.X)
	case *ssa.Lookup:
		return any(x.X, x.Index)
	case *ssa.Slice:
		return any(x.X)
	case *ssa.TypeAssert:
		return any(x.X)
	case *ssa.ChangeType:
		return any(x.X)
	case *ssa.ChangeInterface:
		return any(x.X)
	case *ssa.MakeInterface:
		return any(x.X)
	case *ssa.Convert:
		return any(x.X)
	case *ssa.Phi:
		return any(x.Edges...)
	case *ssa.Call:
		return c.tellsCall(x, any)
	}
	return false
}

// tellsLoad follows a load from addr to what was stored there.
func (c *partners) tellsLoad(addr ssa.Value, from, seen map[ssa.Value]bool) bool {
	for {
		switch x := addr.(type) {
		case *ssa.FieldAddr:
			addr = x.X
			continue
		case *ssa.IndexAddr:
			addr = x.X
			continue
		}
		break
	}
	if cell := c.ir.Cell(addr); cell != nil {
		for _, store := range c.ir.Uses(cell).Stores {
			if c.tellsFrom(store.Val, from, seen) {
				return true
			}
		}
		return false
	}
	return c.tellsFrom(addr, from, seen)
}

// tellsCall decides on the result of a call: of a method of the value, and of
// functions that answer yes or no.
func (c *partners) tellsCall(call *ssa.Call, any func(...ssa.Value) bool) bool {
	common := call.Common()
	if common.IsInvoke() {
		return any(common.Value)
	}
	callee := c.ir.Callee(common)
	if callee.Recv != nil && any(callee.Recv) {
		return true
	}
	if basic, ok := call.Type().Underlying().(*types.Basic); ok && basic.Info()&(types.IsBoolean|types.IsNumeric) != 0 {
		return any(common.Args...)
	}
	return false
}
