package loops

import (
	"go/types"
	"slices"

	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/callbacks"
)

// methods adds the methods that implement an interface whose methods a
// framework calls on a loop.
func (f *finder) methods() {
	for _, pkg := range f.pass.Pkg.Imports() {
		for _, row := range f.model.CallbackInterfaces(pkg.Path()) {
			if !f.cbs.Hazard(row) {
				continue
			}
			if iface := lookup(pkg, row.Recv); iface != nil {
				f.implementing(iface, row.Name, callbacks.FromRow(row, pkg))
			}
		}
	}
	for _, method := range f.cbs.MarkedMethods() {
		if iface := method.Signature().Recv().Type(); types.IsInterface(iface) {
			f.implementing(iface, method.Name(), callbacks.DirectiveLoop(method))
		}
	}
}

// implementing adds the methods with the given name of types that implement
// iface, and those that such types of the package have from what they embed.
func (f *finder) implementing(iface types.Type, name string, loop *callbacks.Loop) {
	for _, fn := range f.order {
		recv := fn.Signature().Recv()
		if fn.Name() != name || recv == nil {
			continue
		}
		if implements(recv.Type(), iface) || f.promotes(fn, iface) {
			f.found = append(f.found, Callback{Loop: loop, Body: f.decls[fn], Func: fn})
		}
	}
}

// promotes reports whether a type of the package, outside of tests, embeds the
// receiver type of fn and implements iface by it.
func (f *finder) promotes(fn *types.Func, iface types.Type) bool {
	scope := f.pass.Pkg.Scope()
	return slices.ContainsFunc(scope.Names(), func(name string) bool {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || testfile.Contains(f.pass.Fset, tn.Pos()) {
			return false
		}
		if st, ok := tn.Type().Underlying().(*types.Struct); !ok || !embeds(st) {
			return false
		}
		obj, index, _ := types.LookupFieldOrMethod(tn.Type(), true, f.pass.Pkg, fn.Name())
		method, ok := obj.(*types.Func)
		return ok && len(index) > 1 && method.Origin() == fn && implements(tn.Type(), iface)
	})
}

func embeds(st *types.Struct) bool {
	for field := range st.Fields() {
		if field.Embedded() {
			return true
		}
	}
	return false
}

// implements reports whether t, the receiver type of a method, or a pointer to
// it has the methods of iface, for some type arguments if iface is generic.
func implements(t, iface types.Type) bool {
	if _, isPtr := types.Unalias(t).(*types.Pointer); !isPtr {
		t = types.NewPointer(t)
	}
	it := instance(iface, t)
	return it != nil && types.Implements(t, it)
}

// lookup returns the interface with the given name in pkg, nil if there is none.
func lookup(pkg *types.Package, name string) types.Type {
	tn, ok := pkg.Scope().Lookup(name).(*types.TypeName)
	if !ok || !types.IsInterface(tn.Type()) {
		return nil
	}
	return tn.Type()
}
