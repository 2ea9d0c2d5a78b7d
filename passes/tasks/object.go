package tasks

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// An object is what tasks and spawners meet at: a group, a channel, the call
// that made a context. A field stands for that field of all values of its type;
// an element of a slice or map for the slice or map.
type object struct {
	val   ssa.Value  // *ssa.Alloc, *ssa.MakeChan, *ssa.Global, *ssa.Parameter, a call, ...
	field *types.Var // of the generic type if there is one
}

func (o object) known() bool { return o.val != nil || o.field != nil }

// typ returns the type of o, of a variable that of what it holds.
func (o object) typ() types.Type {
	var t types.Type
	switch {
	case o.field != nil:
		t = o.field.Type()
	case o.val != nil:
		t = o.val.Type()
	default:
		return types.Typ[types.Invalid]
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// objectOf returns what v, an address or a reference, certainly is.
func (g *graph) objectOf(v ssa.Value) object { return g.object(v, 0) }

const maxDepth = 32 // of values made from values

func (g *graph) object(v ssa.Value, depth int) object {
	v = g.ir.Resolve(v)
	if depth > maxDepth {
		return object{val: v}
	}
	switch x := v.(type) {
	case *ssa.Const:
		return object{} // nil
	case *ssa.Extract:
		switch tuple := x.Tuple.(type) {
		case *ssa.Next:
			if r, ok := tuple.Iter.(*ssa.Range); ok {
				return g.object(r.X, depth+1)
			}
		case *ssa.Lookup:
			if x.Index == 0 {
				return g.object(tuple.X, depth+1)
			}
		case *ssa.TypeAssert:
			if x.Index == 0 {
				return g.object(tuple.X, depth+1)
			}
		}
	case *ssa.FieldAddr:
		return g.fieldObject(x.X, x.Field, depth)
	case *ssa.Field:
		return g.fieldObject(x.X, x.Field, depth)
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

// fieldObject returns the field with the given index of x. A field of another
// package's type, a promoted one mostly, is a part of what has that type.
func (g *graph) fieldObject(x ssa.Value, index, depth int) object {
	f := ir.FieldOf(x.Type(), index)
	if f != nil && f.Pkg() != g.ir.Types {
		return g.object(x, depth+1)
	}
	return object{field: f}
}

// origins returns the objects that v is, is a part of, or is made from: those
// through which two pieces of code that hold different values may share state.
// Values that carry no such state (numbers, strings, errors, contexts) have none.
func (g *graph) origins(v ssa.Value) []object {
	if list, ok := g.originsOf[v]; ok {
		return list
	}
	o := originator{g: g, bases: true}
	o.follow(v, 0)
	g.originsOf[v] = o.list
	return o.list
}

// sources is origins, but of a field not what it is a field of.
func (g *graph) sources(v ssa.Value) []object {
	o := originator{g: g}
	o.follow(v, 0)
	return o.list
}

type originator struct {
	g     *graph
	bases bool
	list  []object
}

const maxOrigins = 12

func (o *originator) add(obj object) {
	if obj.known() && len(o.list) < maxOrigins && !slices.Contains(o.list, obj) {
		o.list = append(o.list, obj)
	}
}

func (o *originator) field(t types.Type, index int, x ssa.Value, depth int) {
	f := ir.FieldOf(t, index)
	own := f != nil && f.Pkg() == o.g.ir.Types
	if own {
		o.add(object{field: f})
	}
	if o.bases || !own {
		o.follow(x, depth+1)
	}
}

func (o *originator) follow(v ssa.Value, depth int) {
	if depth > 8 || len(o.list) >= maxOrigins {
		return
	}
	g := o.g
	v = g.ir.Resolve(v)
	if !sharable(v.Type()) {
		return
	}
	switch x := v.(type) {
	case *ssa.FieldAddr:
		o.field(x.X.Type(), x.Field, x.X, depth)
	case *ssa.Field:
		o.field(x.X.Type(), x.Field, x.X, depth)
	case *ssa.UnOp:
		if cell := g.ir.Cell(x.X); x.Op == token.MUL && cell != nil {
			o.add(object{val: cell})
			for _, store := range g.ir.Uses(cell).Stores {
				o.follow(store.Val, depth+2)
			}
			return
		}
		o.follow(x.X, depth+1)
	case *ssa.IndexAddr:
		o.follow(x.X, depth+1)
	case *ssa.Index:
		o.follow(x.X, depth+1)
	case *ssa.Lookup:
		o.follow(x.X, depth+1)
	case *ssa.Slice:
		o.follow(x.X, depth+1)
	case *ssa.TypeAssert:
		o.follow(x.X, depth+1)
	case *ssa.Phi:
		o.add(object{val: x})
		for _, edge := range x.Edges {
			o.follow(edge, depth+2)
		}
	case *ssa.Extract:
		switch tuple := x.Tuple.(type) {
		case *ssa.Next:
			if r, ok := tuple.Iter.(*ssa.Range); ok {
				o.follow(r.X, depth+1)
			}
		case *ssa.Lookup:
			o.follow(tuple.X, depth+1)
		case *ssa.TypeAssert:
			o.follow(tuple.X, depth+1)
		default:
			o.add(object{val: x.Tuple})
			o.follow(x.Tuple, depth)
		}
	case *ssa.Call:
		o.add(object{val: x})
		common := x.Common()
		if common.IsInvoke() {
			o.follow(common.Value, depth+1)
		}
		for _, arg := range common.Args {
			o.follow(arg, depth+1)
		}
	case *ssa.MakeClosure:
		o.add(object{val: x})
		for _, b := range x.Bindings {
			o.follow(b, depth+1)
		}
	case *ssa.Alloc:
		o.add(object{val: x})
		// A variable of pointer, channel or function type is captured by its
		// address.
		if ref := x.Type().Underlying().(*types.Pointer).Elem(); isReference(ref) {
			for _, store := range g.ir.Uses(x).Stores {
				o.follow(store.Val, depth+2)
			}
		}
	case *ssa.Const, *ssa.Function, *ssa.Builtin:
	default:
		o.add(object{val: v})
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
