package tasks

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// A body is a function of this package that a call may execute.
type body struct {
	fn *ssa.Function

	// args are the values of fn.Params as far as the caller passes them: those
	// of a bound method's receiver first.
	args []ssa.Value
}

// bodiesOf returns what a call of c may execute. It is empty if that is not
// known, or not all of this package.
func (g *graph) bodiesOf(c ir.Callee) []body {
	args := c.Args
	if c.Recv != nil {
		args = append([]ssa.Value{c.Recv}, args...)
	}
	if c.Body != nil && !c.Dynamic {
		return []body{{c.Body, args}}
	}
	if c.Dynamic && c.Func != nil {
		if fn := g.implementation(c.Func); fn != nil {
			return []body{{fn, args}}
		}
	}
	return nil
}

// funcsOf returns the functions of this package that v, a function value, may
// be; nil if it may be another.
func (g *graph) funcsOf(v ssa.Value) []body {
	return g.addFuncs(nil, v, 0)
}

func (g *graph) addFuncs(list []body, v ssa.Value, depth int) []body {
	v = g.ir.Resolve(v)
	if phi, ok := v.(*ssa.Phi); ok && depth < 3 {
		for _, edge := range phi.Edges {
			n := len(list)
			if list = g.addFuncs(list, edge, depth+1); len(list) == n {
				return nil
			}
		}
		return list
	}
	if cell := g.cellOf(v); cell != nil && depth < 3 {
		uses := g.ir.Uses(cell)
		if uses.Escapes || len(uses.Stores) == 0 || len(uses.Stores) > 4 {
			return nil
		}
		for _, store := range uses.Stores {
			n := len(list)
			if list = g.addFuncs(list, store.Val, depth+1); len(list) == n {
				return nil
			}
		}
		return list
	}
	c := g.ir.Callee(&ssa.CallCommon{Value: v})
	// Nobody passes the arguments yet; a method value has its receiver.
	return append(list, g.bodiesOf(c)...)
}

// cellOf returns the variable that v is loaded from.
func (g *graph) cellOf(v ssa.Value) *ssa.Alloc {
	if load, ok := v.(*ssa.UnOp); ok {
		return g.ir.Cell(load.X)
	}
	return nil
}

// implementation returns the method that a call of m, a method of an interface
// of this package, executes, if the package has only one type that implements
// it; nil otherwise.
func (g *graph) implementation(m *types.Func) *ssa.Function {
	if fn, ok := g.implementations[m]; ok {
		return fn
	}
	var found *ssa.Function
	if m.Pkg() == g.ir.Types {
		found = g.onlyImplementation(m)
	}
	g.implementations[m] = found
	return found
}

func (g *graph) onlyImplementation(m *types.Func) *ssa.Function {
	recv := m.Signature().Recv()
	if recv == nil {
		return nil
	}
	iface, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	if _, isParam := types.Unalias(recv.Type()).(*types.TypeParam); isParam {
		return nil
	}
	var found *ssa.Function
	for _, fn := range g.methods()[m.Name()] {
		t := fn.Signature.Recv().Type()
		if named := namedOf(t); named == nil || named.TypeParams().Len() > 0 {
			return nil
		}
		if !types.Implements(t, iface) && !types.Implements(types.NewPointer(t), iface) {
			continue
		}
		if found != nil {
			return nil
		}
		found = fn
	}
	return found
}

// methods returns the methods with a body, by name.
func (g *graph) methods() map[string][]*ssa.Function {
	if g.methodsByName == nil {
		g.methodsByName = make(map[string][]*ssa.Function)
		for _, fn := range g.ir.Functions() {
			if fn.Signature.Recv() != nil && fn.Blocks != nil && !strings.Contains(fn.Name(), "$") {
				g.methodsByName[fn.Name()] = append(g.methodsByName[fn.Name()], fn)
			}
		}
	}
	return g.methodsByName
}

func namedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}
