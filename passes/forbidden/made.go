package forbidden

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
)

// many stands for as many objects of a type as there may be.
const many = 2

// makesOne reports whether the package makes one object of type t, of the API,
// and not more, as far as can be seen: there is one call that makes one, in no
// loop, and no place for a second one.
func (f *finder) makesOne(t types.Type, row *apimodel.Callback) bool {
	name := apimodel.TypeName(t)
	if name == nil || !ofModule(t, row) {
		return false
	}
	if f.made == nil {
		f.made = make(map[types.Object]int)
		f.countPlaces()
		for _, file := range f.pass.Files {
			if !testfile.Contains(f.pass.Fset, file.Package) {
				f.countCalls(file)
			}
		}
	}
	return f.made[name] == 1
}

// countPlaces counts what has room for several objects of a type: variables that
// are one themselves, collections, structs with two fields.
func (f *finder) countPlaces() {
	globals := make(map[types.Object]int)
	for _, obj := range f.pass.TypesInfo.Defs {
		switch obj := obj.(type) {
		case *types.Var:
			f.countVar(obj)
			if name := apimodel.TypeName(obj.Type()); name != nil && obj.Parent() == f.pass.Pkg.Scope() {
				globals[name]++
			}
		case *types.TypeName:
			if st, ok := obj.Type().Underlying().(*types.Struct); ok {
				f.countFields(st)
			}
		}
	}
	f.addSecond(globals)
}

// countVar counts the objects that a variable or a field is itself, or holds.
func (f *finder) countVar(v *types.Var) {
	t := types.Unalias(v.Type())
	switch u := t.Underlying().(type) {
	case *types.Map:
		t = u.Elem()
	case *types.Slice:
		t = u.Elem()
	case *types.Array:
		t = u.Elem()
	default:
		if _, ok := t.(*types.Named); !ok || types.IsInterface(t) {
			return
		}
	}
	if name := apimodel.TypeName(t); name != nil {
		f.made[name] += many
	}
}

func (f *finder) countFields(st *types.Struct) {
	fields := make(map[types.Object]int)
	for field := range st.Fields() {
		if name := apimodel.TypeName(field.Type()); name != nil {
			fields[name]++
		}
	}
	f.addSecond(fields)
}

func (f *finder) addSecond(count map[types.Object]int) {
	for name, n := range count {
		if n > 1 {
			f.made[name] += many
		}
	}
}

// countCalls counts the composite literals of a file, and the calls of functions
// that make an object.
func (f *finder) countCalls(file *ast.File) {
	ast.PreorderStack(file, nil, func(n ast.Node, stack []ast.Node) bool {
		var t types.Type
		switch n := n.(type) {
		case *ast.CompositeLit:
			t = f.pass.TypesInfo.TypeOf(n)
		case *ast.CallExpr:
			if fn, ok := typeutil.Callee(f.pass.TypesInfo, n).(*types.Func); ok {
				t = f.constructs(fn)
			}
		}
		if t == nil {
			return true
		}
		if name := apimodel.TypeName(t); name != nil {
			f.made[name]++
			if inLoop(stack) {
				f.made[name] += many
			}
		}
		return true
	})
}

// inLoop reports whether a statement on the stack is repeated.
func inLoop(stack []ast.Node) bool {
	for _, n := range stack {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		}
	}
	return false
}

// constructs returns the type of the objects that fn makes: the first result of a
// function, and no method, of the type's own package; nil if fn is none.
func (f *finder) constructs(fn *types.Func) types.Type {
	if fn.Signature().Recv() != nil || fn.Signature().Results().Len() == 0 {
		return nil
	}
	t := fn.Signature().Results().At(0).Type()
	name := apimodel.TypeName(t)
	if name == nil || name.Pkg() != fn.Pkg() || isFunc(t) {
		return nil
	}
	return t
}

// isFunc reports whether t is a function type, such as that of options.
func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}
