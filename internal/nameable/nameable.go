// Package nameable decides which functions of a package get facts: those that
// another package can call by name. Facts about methods are passed on by every
// package that imports one which has them, so each that nobody can use costs
// again and again.
package nameable

import (
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
)

// Exports reports whether the package of pass has importers that may want its
// facts. Nobody imports a main package; a package with its tests compiled in
// is imported by its external tests alone, which do without; and the standard
// library is described by the model, in every driver alike.
func Exports(pass *analysis.Pass) bool {
	if pass.Pkg.Name() == "main" || apimodel.IsStd(pass.Pkg.Path()) {
		return false
	}
	for _, f := range pass.Files {
		if testfile.Contains(pass.Fset, f.FileStart) {
			return false
		}
	}
	return true
}

// A Set tells the functions of a package that its importers can name.
type Set struct {
	pkg     *types.Package
	escaped map[*types.TypeName]bool // unexported types that exported API hands out
}

// NewSet returns the set of pkg.
func NewSet(pkg *types.Package) *Set {
	s := &Set{pkg: pkg, escaped: make(map[*types.TypeName]bool)}
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if !obj.Exported() {
			continue
		}
		s.release(obj.Type())
		tn, ok := obj.(*types.TypeName)
		if !ok {
			continue
		}
		named, ok := types.Unalias(tn.Type()).(*types.Named)
		if !ok {
			continue
		}
		for m := range named.Methods() {
			if m.Exported() {
				s.release(m.Type())
			}
		}
	}
	return s
}

// release notes the unexported types that a value of type t gives access to:
// the type itself, the results of a function, the exported and embedded fields
// of a struct. Types nested deeper are rare, and are left out.
func (s *Set) release(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Signature:
		for v := range t.Results().Variables() {
			s.note(v.Type())
		}
	case *types.Named:
		if t.Obj().Pkg() != s.pkg {
			return
		}
		s.note(t)
		if st, ok := t.Underlying().(*types.Struct); ok {
			for f := range st.Fields() {
				if f.Exported() || f.Embedded() {
					s.note(f.Type())
				}
			}
		}
	case *types.Pointer:
		s.note(t)
	}
}

func (s *Set) note(t types.Type) {
	if tn := apimodel.TypeName(t); tn != nil && tn.Pkg() == s.pkg && !tn.Exported() {
		s.escaped[tn] = true
	}
}

// Has reports whether an importer can name fn, a function of the package.
func (s *Set) Has(fn *types.Func) bool {
	if !fn.Exported() {
		return false
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return true
	}
	tn := apimodel.TypeName(recv.Type())
	return tn != nil && (tn.Exported() || s.escaped[tn])
}
