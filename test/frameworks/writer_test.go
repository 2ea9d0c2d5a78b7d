package frameworks

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// A writer writes declarations that hand over callbacks, as source text. NAME
// stands for the name of what is declared.
type writer struct {
	*sleeper
	err error // the first type that has no name here
}

// passed returns functions that pass a callback to the function or method d.
func (w *writer) passed(row *apimodel.Callback, d *declaration) (map[string]string, error) {
	fn, ok := d.Object.(*types.Func)
	if !ok {
		return nil, errors.New("no function")
	}
	var params []string
	sig, callee := fn.Signature(), w.name(fn.Pkg())+"."+fn.Name()
	if row.Recv != "" {
		recv, err := declaredType(d, row.Recv)
		if err != nil {
			return nil, err
		}
		obj, _, _ := types.LookupFieldOrMethod(recv, true, d.pkg, row.Name)
		sig, callee = obj.Type().(*types.Signature), "recv."+fn.Name()
		if !types.IsInterface(recv) {
			recv = types.NewPointer(recv)
		}
		params = append(params, "recv "+w.typ(recv))
	} else if sig.TypeParams().Len() > 0 {
		t, targs, err := instantiate(sig, sig.TypeParams())
		if err != nil {
			return nil, err
		}
		sig, callee = t.(*types.Signature), callee+w.targs(targs)
	}
	var args []string
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		variadic := sig.Variadic() && i == sig.Params().Len()-1
		if i == row.Param {
			if variadic {
				t = t.(*types.Slice).Elem()
			}
			arg, err := w.value(t)
			if err != nil {
				return nil, err
			}
			args = append(args, arg)
			continue
		}
		name := fmt.Sprintf("p%d", i)
		params = append(params, name+" "+w.typ(t))
		if variadic {
			name += "..."
		}
		args = append(args, name)
	}
	text := fmt.Sprintf("func NAME(%s) {\n\t%s(%s)\n}", strings.Join(params, ", "), callee, strings.Join(args, ", "))
	return map[string]string{"passed to": text}, w.err
}

// implemented returns a type with a method that implements d, a method of an
// interface; what else the interface asks for comes from an embedded value.
func (w *writer) implemented(row *apimodel.Callback, d *declaration) (map[string]string, error) {
	iface, err := declaredType(d, row.Recv)
	if err != nil {
		return nil, err
	}
	if !types.IsInterface(iface) {
		return nil, errors.New("no interface")
	}
	obj, _, _ := types.LookupFieldOrMethod(iface, false, d.pkg, row.Name)
	sig := obj.Type().(*types.Signature)
	text := fmt.Sprintf("type NAME struct{ %s }\n\nfunc (*NAME) %s%s", w.typ(iface), row.Name, w.body(sig))
	return map[string]string{"implementation of": text}, w.err
}

// kept returns functions that store a callback in the field d.
func (w *writer) kept(row *apimodel.Callback, d *declaration) (map[string]string, error) {
	t, err := declaredType(d, row.Recv)
	if err != nil {
		return nil, err
	}
	obj, index, _ := types.LookupFieldOrMethod(t, true, d.pkg, row.Name)
	field, ok := obj.(*types.Var)
	if !ok {
		return nil, errors.New("no field")
	}
	value, err := w.value(field.Type())
	if err != nil {
		return nil, err
	}
	hows := map[string]string{"assigned to": fmt.Sprintf("func NAME(v *%s) {\n\tv.%s = %s\n}", w.typ(t), row.Name, value)}
	if len(index) == 1 {
		hows["in a literal of"] = fmt.Sprintf("func NAME() any {\n\treturn &%s{%s: %s}\n}", w.typ(t), row.Name, value)
	}
	return hows, w.err
}

// named returns functions that make a function one of the type d.
func (w *writer) named(d *declaration) (map[string]string, error) {
	t, err := declaredType(d, d.Name())
	if err != nil {
		return nil, err
	}
	value, err := w.value(t)
	if err != nil {
		return nil, err
	}
	return map[string]string{
		"conversion to": fmt.Sprintf("func NAME() any {\n\treturn %s(%s)\n}", w.typ(t), value),
		"returned as":   fmt.Sprintf("func NAME() %s {\n\treturn %s\n}", w.typ(t), value),
	}, w.err
}

// value returns a value of type t that is a function which sleeps, or holds one.
func (w *writer) value(t types.Type) (string, error) {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return "func" + w.body(u), nil
	case *types.Slice:
		elem, err := w.value(u.Elem())
		return w.typ(t) + "{" + elem + "}", err
	case *types.Interface:
		if u.NumMethods() == 0 {
			return "func() {\n\ttime.Sleep(time.Second)\n}", nil
		}
	}
	return "", fmt.Errorf("no function in %v", t)
}

// body returns the signature and the body of a function that sleeps.
func (w *writer) body(sig *types.Signature) string {
	var params, results []string
	for i := range sig.Params().Len() {
		t := w.typ(sig.Params().At(i).Type())
		if sig.Variadic() && i == sig.Params().Len()-1 {
			t = "..." + strings.TrimPrefix(t, "[]")
		}
		params = append(params, t)
	}
	for i := range sig.Results().Len() {
		results = append(results, fmt.Sprintf("r%d %s", i, w.typ(sig.Results().At(i).Type())))
	}
	return fmt.Sprintf("(%s) (%s) {\n\ttime.Sleep(time.Second)\n\treturn\n}", strings.Join(params, ", "), strings.Join(results, ", "))
}

// typ returns the name of a type.
func (w *writer) typ(t types.Type) string {
	return types.TypeString(t, func(pkg *types.Package) string {
		w.checkNames(t, pkg)
		return w.name(pkg)
	})
}

// checkNames notes whether t is a type that other packages have no name for.
func (w *writer) checkNames(t types.Type, pkg *types.Package) {
	for _, elem := range strings.Split(pkg.Path(), "/") {
		if elem == "internal" || elem == "vendor" {
			w.err = fmt.Errorf("%v is internal", t)
		}
	}
	for n := range namesOf(t) {
		if n.Pkg() == pkg && !token.IsExported(n.Name()) {
			w.err = fmt.Errorf("%v is not exported", n)
		}
	}
}

func (w *writer) targs(list []types.Type) string {
	var names []string
	for _, t := range list {
		names = append(names, w.typ(t))
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// name returns the name by which the program imports a package.
func (w *writer) name(pkg *types.Package) string {
	if w.imports[pkg.Path()] == "" {
		w.imports[pkg.Path()] = fmt.Sprintf("i%d", len(w.imports))
	}
	return w.imports[pkg.Path()]
}

// namesOf returns the names of the types that t is written with.
func namesOf(t types.Type) map[*types.TypeName]bool {
	names := make(map[*types.TypeName]bool)
	var add func(types.Type)
	tuple := func(list *types.Tuple) {
		for v := range list.Variables() {
			add(v.Type())
		}
	}
	args := func(list *types.TypeList) {
		for t := range list.Types() {
			add(t)
		}
	}
	add = func(t types.Type) {
		switch t := t.(type) {
		case *types.Alias:
			names[t.Obj()] = true
			args(t.TypeArgs())
		case *types.Named:
			names[t.Obj()] = true
			args(t.TypeArgs())
		case *types.Map:
			add(t.Key())
			add(t.Elem())
		case *types.Signature:
			tuple(t.Params())
			tuple(t.Results())
		case interface{ Elem() types.Type }:
			add(t.Elem())
		}
	}
	add(t)
	return names
}

// instance returns t, or an instance of it if it is generic.
func instance(t types.Type) (types.Type, error) {
	if named, ok := types.Unalias(t).(*types.Named); ok && named.TypeParams().Len() > 0 {
		t, _, err := instantiate(named, named.TypeParams())
		return t, err
	}
	return t, nil
}

// instantiate returns an instance of a generic type, and its type arguments.
func instantiate(t types.Type, params *types.TypeParamList) (types.Type, []types.Type, error) {
	candidates := []types.Type{types.Typ[types.String], types.Typ[types.Int], types.NewSignatureType(nil, nil, nil, nil, nil, false)}
	targs := make([]types.Type, params.Len())
	var try func(i int) types.Type
	try = func(i int) types.Type {
		if i == len(targs) {
			inst, err := types.Instantiate(nil, t, targs, true)
			if err != nil {
				return nil
			}
			return inst
		}
		for _, c := range candidates {
			targs[i] = c
			if inst := try(i + 1); inst != nil {
				return inst
			}
		}
		return nil
	}
	if inst := try(0); inst != nil {
		return inst, targs, nil
	}
	return nil, nil, fmt.Errorf("no type arguments known for %v", t)
}
