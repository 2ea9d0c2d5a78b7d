package tasks

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// An object is what tasks and spawners meet at: a group, a channel, the call
// that made a context. A field stands for that field of all values of its type;
// an element of a slice or map for the slice or map.
type object struct {
	val   ssa.Value  // *ssa.Alloc, *ssa.MakeChan, *ssa.Global, *ssa.Parameter, a call, ...
	field *types.Var // of the generic type if there is one
}

func (o object) known() bool { return o.val != nil || o.field != nil }

// objectOf returns what v, an address or a reference, certainly is.
func (g *graph) objectOf(v ssa.Value) object { return g.object(v, 0) }

const maxDepth = 32 // of values made from values

func (g *graph) object(v ssa.Value, depth int) object {
	v = g.ir.Resolve(v)
	if depth > maxDepth {
		return object{val: v}
	}
	switch x := v.(type) {
	case *ssa.FieldAddr:
		return object{field: fieldOf(x.X.Type(), x.Field)}
	case *ssa.Field:
		return object{field: fieldOf(x.X.Type(), x.Field)}
	case *ssa.UnOp:
		if x.Op == token.MUL {
			if cell := g.ir.Cell(x.X); cell != nil {
				return object{val: cell} // assigned more than once: the variable, whatever it holds
			}
			return g.object(x.X, depth+1)
		}
	case *ssa.IndexAddr:
		return g.object(x.X, depth+1)
	case *ssa.Index:
		return g.object(x.X, depth+1)
	case *ssa.Lookup:
		return g.object(x.X, depth+1)
	case *ssa.Slice:
		return g.object(x.X, depth+1)
	case *ssa.TypeAssert:
		return g.object(x.X, depth+1)
	case *ssa.Phi:
		var same object
		for i, edge := range x.Edges {
			o := g.object(edge, depth+8)
			if i > 0 && o != same {
				return object{val: x}
			}
			same = o
		}
		return same
	}
	return object{val: v}
}

// fieldOf returns the field with the given index of the struct that t is or
// points to, of the generic type if it is an instance.
func fieldOf(t types.Type, index int) *types.Var {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if s, ok := coreStruct(t); ok && index < s.NumFields() {
		return s.Field(index).Origin()
	}
	return nil
}

func coreStruct(t types.Type) (*types.Struct, bool) {
	s, ok := t.Underlying().(*types.Struct)
	return s, ok
}

// origins returns the objects that v is, is a part of, or is made from: those
// through which two pieces of code that hold different values may share state.
// Values that carry no such state (numbers, strings, errors, contexts) have none.
func (g *graph) origins(v ssa.Value) []object {
	if list, ok := g.originsOf[v]; ok {
		return list
	}
	var list []object
	g.addOrigins(v, 0, &list)
	g.originsOf[v] = list
	return list
}

const maxOrigins = 12

func (g *graph) addOrigins(v ssa.Value, depth int, list *[]object) {
	if depth > 8 || len(*list) >= maxOrigins {
		return
	}
	v = g.ir.Resolve(v)
	if !sharable(v.Type()) {
		return
	}
	add := func(o object) {
		if o.known() && len(*list) < maxOrigins {
			*list = append(*list, o)
		}
	}
	switch x := v.(type) {
	case *ssa.FieldAddr:
		add(object{field: fieldOf(x.X.Type(), x.Field)})
		g.addOrigins(x.X, depth+1, list)
	case *ssa.Field:
		add(object{field: fieldOf(x.X.Type(), x.Field)})
		g.addOrigins(x.X, depth+1, list)
	case *ssa.UnOp:
		if cell := g.ir.Cell(x.X); x.Op == token.MUL && cell != nil {
			add(object{val: cell})
			for _, store := range g.ir.Uses(cell).Stores {
				g.addOrigins(store.Val, depth+2, list)
			}
			return
		}
		g.addOrigins(x.X, depth+1, list)
	case *ssa.IndexAddr:
		g.addOrigins(x.X, depth+1, list)
	case *ssa.Index:
		g.addOrigins(x.X, depth+1, list)
	case *ssa.Lookup:
		g.addOrigins(x.X, depth+1, list)
	case *ssa.Slice:
		g.addOrigins(x.X, depth+1, list)
	case *ssa.TypeAssert:
		g.addOrigins(x.X, depth+1, list)
	case *ssa.Phi:
		add(object{val: x})
		for _, edge := range x.Edges {
			g.addOrigins(edge, depth+2, list)
		}
	case *ssa.Extract:
		add(object{val: x.Tuple})
		g.addOrigins(x.Tuple, depth, list)
	case *ssa.Call:
		add(object{val: x})
		common := x.Common()
		if common.IsInvoke() {
			g.addOrigins(common.Value, depth+1, list)
		}
		for _, arg := range common.Args {
			g.addOrigins(arg, depth+1, list)
		}
	case *ssa.MakeClosure:
		add(object{val: x})
		for _, b := range x.Bindings {
			g.addOrigins(b, depth+1, list)
		}
	case *ssa.Alloc:
		add(object{val: x})
		// A variable of pointer, channel or function type is captured by its
		// address.
		if ref := x.Type().Underlying().(*types.Pointer).Elem(); isReference(ref) {
			for _, store := range g.ir.Uses(x).Stores {
				g.addOrigins(store.Val, depth+2, list)
			}
		}
	case *ssa.Const, *ssa.Function, *ssa.Builtin:
	default:
		add(object{val: v})
	}
}

func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Chan, *types.Signature, *types.Interface, *types.Map, *types.Slice:
		return true
	}
	return false
}

// sharable reports whether what is reached through a value of type t may be
// something to wait for.
func sharable(t types.Type) bool {
	for range 4 { // types of pointers to themselves exist
		ptr, ok := t.Underlying().(*types.Pointer)
		if !ok {
			break
		}
		t = ptr.Elem()
	}
	if sym := apimodel.TypeSymbol(t); sym.Name != "" {
		switch (place{sym.Pkg, sym.Name}) {
		case place{"context", "Context"}, place{"net/http", "Request"}, place{"net/http", "ResponseWriter"}, place{"log", "Logger"}, place{"log/slog", "Logger"},
			place{"testing", "T"}, place{"testing", "B"}, place{"testing", "TB"}, place{"time", "Time"}, place{"net/url", "URL"}:
			return false
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	case *types.Interface:
		return !types.Identical(t, types.Universe.Lookup("error").Type())
	case *types.Slice:
		_, basic := u.Elem().Underlying().(*types.Basic)
		return !basic
	}
	return true
}

type place struct{ pkg, name string }

// String is for sorting.
func (o object) String() string {
	switch {
	case o.field != nil:
		return fmt.Sprintf("%09d.%s", o.field.Pos(), o.field.Name())
	case o.val != nil:
		return fmt.Sprintf("%09d:%s", o.val.Pos(), o.val.Name())
	}
	return ""
}
