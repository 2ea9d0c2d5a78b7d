package frameworks

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// A declaration is what a module declares by the name that a row gives.
type declaration struct {
	types.Object
	pkg  *types.Package
	fset *token.FileSet
	on   string // the system whose files declare it
}

func (d *declaration) position() token.Position { return d.fset.Position(d.Pos()) }

// owner returns the type with the given name in the package of the declaration.
func (d *declaration) owner(name string) types.Type { return d.pkg.Scope().Lookup(name).Type() }

// systems are where packages are looked for, in this order. Files that need C
// come last: what they declare in terms of C has no type here.
var systems = []struct {
	name string
	env  []string
}{
	{"linux", []string{"GOOS=linux", "GOARCH=amd64"}},
	{"windows", []string{"GOOS=windows", "GOARCH=amd64"}},
	{"js", []string{"GOOS=js", "GOARCH=wasm"}},
}

// lookup returns the declarations of symbols in the modules that go.mod
// requires, and in the standard library; it has none for what nothing declares.
func lookup(t *testing.T, symbols []apimodel.Symbol) map[apimodel.Symbol]*declaration {
	t.Helper()
	found := make(map[apimodel.Symbol]*declaration)
	missing := make(map[string][]apimodel.Symbol) // by package
	for _, s := range symbols {
		missing[s.Pkg] = append(missing[s.Pkg], s)
	}
	find := func(path string, pkg *types.Package, fset *token.FileSet, on string) {
		missing[path] = slices.DeleteFunc(missing[path], func(s apimodel.Symbol) bool {
			obj := member(pkg, s.Recv, s.Name)
			if obj != nil && found[s] == nil {
				found[s] = &declaration{obj, pkg, fset, on}
			}
			return obj != nil
		})
		if len(missing[path]) == 0 {
			delete(missing, path)
		}
	}
	for _, system := range systems {
		cfg := &packages.Config{Env: system.env}
		for path, pkg := range load(t, cfg, slices.Sorted(maps.Keys(missing))) {
			find(path, pkg.Types, pkg.Fset, system.name)
		}
	}
	c := newCgo(t)
	for _, path := range slices.Sorted(maps.Keys(missing)) {
		if pkg := c.check(path); pkg != nil {
			find(path, pkg, c.fset, "cgo")
		}
	}
	return found
}

// member returns what pkg declares by a name, of the type recv unless that is
// empty: a field or a method, also of an embedded type.
func member(pkg *types.Package, recv, name string) types.Object {
	if recv == "" {
		return pkg.Scope().Lookup(name)
	}
	typ, ok := pkg.Scope().Lookup(recv).(*types.TypeName)
	if !ok {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(typ.Type(), true, typ.Pkg(), name)
	return obj
}
