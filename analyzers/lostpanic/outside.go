package lostpanic

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// fromOutside reports whether v, a value or a collection of values, was made by
// users of this package: it is a parameter of an exported function, or
// comes from a field that is exported or is assigned such a parameter.
func (c *checker) fromOutside(v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := c.ir.Resolve(v).(type) {
	case *ssa.Parameter:
		return c.isAPI(v.Parent())
	case *ssa.UnOp:
		if v.Op == token.MUL {
			switch addr := v.X.(type) {
			case *ssa.FieldAddr:
				return c.fieldFromOutside(ir.FieldOf(addr.X.Type(), addr.Field), depth)
			case *ssa.IndexAddr:
				return c.fromOutside(addr.X, depth+1)
			}
		}
	case *ssa.Field:
		return c.fieldFromOutside(ir.FieldOf(v.X.Type(), v.Field), depth)
	case *ssa.Index:
		return c.fromOutside(v.X, depth+1)
	case *ssa.Lookup:
		return c.fromOutside(v.X, depth+1)
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Next:
			if r, ok := tuple.Iter.(*ssa.Range); ok {
				return c.fromOutside(r.X, depth+1)
			}
		case *ssa.Lookup:
			return c.fromOutside(tuple.X, depth+1)
		}
	}
	return false
}

// isAPI reports whether fn is called by other packages: it is exported, or a
// literal in an exported function that nobody here calls, such as a middleware.
func (c *checker) isAPI(fn *ssa.Function) bool {
	for {
		fn = ir.Enclosing(fn)
		if fn.Parent() == nil {
			break
		}
		lit, ok := fn.Syntax().(*ast.FuncLit)
		if !ok || c.roles.isCalled(lit) {
			return false
		}
		fn = fn.Parent()
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && obj.Exported() && c.pass.Pkg.Name() != "main"
}

func (c *checker) fieldFromOutside(f *types.Var, depth int) bool {
	if f == nil || f.Pkg() != c.pass.Pkg {
		return false
	}
	if f.Exported() {
		return true
	}
	for _, v := range c.stored()[f] {
		if c.fromOutside(v, depth+1) {
			return true
		}
	}
	return false
}

// stored returns what is assigned to fields.
func (c *checker) stored() map[*types.Var][]ssa.Value {
	if c.stores != nil {
		return c.stores
	}
	c.stores = make(map[*types.Var][]ssa.Value)
	for _, fn := range c.ir.Functions() {
		for instr := range ir.Instrs(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if addr, ok := store.Addr.(*ssa.FieldAddr); ok {
				f := ir.FieldOf(addr.X.Type(), addr.Field)
				c.stores[f] = append(c.stores[f], store.Val)
			}
		}
	}
	return c.stores
}
