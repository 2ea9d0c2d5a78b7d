package edit

import (
	"go/ast"
	"go/token"
	"go/types"
)

// Type returns t as it can be written at pos in file with the imports that the
// file has. It returns false if it can't: the package of a name in it is not
// imported or shadowed, the name is not exported, or it means something else at
// pos.
func Type(pkg *types.Package, info *types.Info, file *ast.File, pos token.Pos, t types.Type) (string, bool) {
	w := typeWriter{pkg: pkg, info: info, file: file, pos: pos, ok: true}
	w.check(t)
	if !w.ok {
		return "", false
	}
	text := types.TypeString(t, func(p *types.Package) string {
		if p == pkg {
			return ""
		}
		name, ok := Imported(info, file, pos, p.Path())
		w.ok = w.ok && ok
		return name
	})
	return text, w.ok
}

type typeWriter struct {
	pkg  *types.Package
	info *types.Info
	file *ast.File
	pos  token.Pos
	ok   bool
}

// check looks at all the names in t.
func (w *typeWriter) check(t types.Type) {
	switch t := t.(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			w.ok = false
		} else {
			w.name(types.Universe.Lookup(t.Name()))
		}
		if t.Info()&types.IsUntyped != 0 {
			w.ok = false
		}
	case *types.Named:
		w.name(t.Obj())
		for arg := range t.TypeArgs().Types() {
			w.check(arg)
		}
	case *types.Alias:
		w.name(t.Obj())
		for arg := range t.TypeArgs().Types() {
			w.check(arg)
		}
	case *types.TypeParam:
		w.name(t.Obj())
	case *types.Pointer:
		w.check(t.Elem())
	case *types.Slice:
		w.check(t.Elem())
	case *types.Array:
		w.check(t.Elem())
	case *types.Chan:
		w.check(t.Elem())
	case *types.Map:
		w.check(t.Key())
		w.check(t.Elem())
	case *types.Signature:
		w.check(t.Params())
		w.check(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			w.check(v.Type())
		}
	case *types.Interface:
		// Only the empty one: others are long, and may have unexported methods.
		w.ok = w.ok && t.Empty()
	case *types.Struct:
		w.ok = w.ok && t.NumFields() == 0
	default:
		w.ok = false
	}
}

// name checks that obj can be named at pos.
func (w *typeWriter) name(obj types.Object) {
	if obj == nil {
		w.ok = false
		return
	}
	if p := obj.Pkg(); p != nil && p != w.pkg {
		_, imported := Imported(w.info, w.file, w.pos, p.Path())
		w.ok = w.ok && imported && obj.Exported()
		return
	}
	w.ok = w.ok && Lookup(w.info, w.file, w.pos, obj.Name()) == obj
}
