package frameworks

import (
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/packages"
)

func TestStubs(t *testing.T) {
	versions, err := required()
	require.NoError(t, err)
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	stubs, others := stubPaths(t, filepath.Join(testdata, "src"), versions)
	require.NotEmpty(t, stubs)
	for _, path := range others {
		t.Logf("not checked: %s is in no module that go.mod requires", path)
	}
	made := load(t, &packages.Config{
		Dir: testdata, Env: []string{"GOPATH=" + testdata, "GO111MODULE=off", "GOWORK=off", "GOFLAGS="},
	}, stubs)
	real := load(t, &packages.Config{}, stubs)
	for _, path := range stubs {
		t.Run(path, func(t *testing.T) {
			stub, pkg := made[path], real[path]
			require.NotNil(t, stub)
			require.NotNil(t, pkg, "the module has no such package")
			assert.Equal(t, pkg.Types.Name(), stub.Types.Name())
			for _, diff := range compareStub(stub.Types, pkg.Types) {
				t.Error(diff)
			}
		})
	}
}

// stubPaths returns the import paths of the stubs below src: those in the
// modules with versions, and the others.
func stubPaths(t *testing.T, src string, versions map[string]string) (stubs, others []string) {
	t.Helper()
	err := filepath.WalkDir(src, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		path, err := filepath.Rel(src, name)
		if err != nil {
			return err
		}
		path = filepath.ToSlash(path)
		if first, _, _ := strings.Cut(path, "/"); path != "." && !strings.Contains(first, ".") {
			return fs.SkipDir // a fixture
		}
		entries, err := os.ReadDir(name)
		if err != nil || !slices.ContainsFunc(entries, isGoFile) {
			return err
		}
		if moduleOf(path, versions) {
			stubs = append(stubs, path)
		} else {
			others = append(others, path)
		}
		return nil
	})
	require.NoError(t, err)
	return stubs, others
}

func isGoFile(d fs.DirEntry) bool { return !d.IsDir() && filepath.Ext(d.Name()) == ".go" }

// moduleOf reports whether one of the modules with versions may hold the
// package with the given path.
func moduleOf(path string, versions map[string]string) bool {
	for module := range versions {
		if path == module || strings.HasPrefix(path, module+"/") {
			return true
		}
	}
	return false
}

// compareStub returns how what the package stub declares differs from what pkg
// does. A stub may leave out what it likes; what it has must be the same.
func compareStub(stub, pkg *types.Package) []string {
	var c comparer
	for _, name := range stub.Scope().Names() {
		got := stub.Scope().Lookup(name)
		if !got.Exported() {
			continue
		}
		want := pkg.Scope().Lookup(name)
		if want == nil {
			c.addf(got, "is not declared")
			continue
		}
		c.compare(got, want)
	}
	return c.diffs
}

type comparer struct{ diffs []string }

func (c *comparer) addf(got types.Object, what string) {
	c.diffs = append(c.diffs, describe(got)+" "+what)
}

func (c *comparer) compare(got, want types.Object) {
	gotType, isType := got.(*types.TypeName)
	wantType, _ := want.(*types.TypeName)
	if !isType || wantType == nil {
		if describe(got) != describe(want) {
			c.addf(got, "is "+describe(want))
		}
		return
	}
	if gotType.IsAlias() != wantType.IsAlias() {
		c.addf(got, "is declared as an alias, or not, where the module does otherwise")
	}
	c.compareUnderlying(got, want)
	if named, ok := types.Unalias(got.Type()).(*types.Named); ok && !gotType.IsAlias() {
		for method := range named.Methods() {
			if method.Exported() {
				c.member(method, want)
			}
		}
	}
}

// compareUnderlying compares the fields and methods that types have in common,
// and types without any as a whole.
func (c *comparer) compareUnderlying(got, want types.Object) {
	switch u := got.Type().Underlying().(type) {
	case *types.Struct:
		if _, ok := want.Type().Underlying().(*types.Struct); !ok {
			c.addf(got, "is no struct: "+describe(want))
			return
		}
		for field := range u.Fields() {
			if field.Exported() {
				c.member(field, want)
			}
		}
	case *types.Interface:
		if !types.IsInterface(want.Type()) {
			c.addf(got, "is no interface: "+describe(want))
			return
		}
		for method := range u.Methods() {
			if method.Exported() {
				c.member(method, want)
			}
		}
	default:
		if g, w := typeString(u), typeString(want.Type().Underlying()); g != w {
			c.addf(got, "is "+w)
		}
	}
}

// member compares a field or method with what a selector finds in the type that
// owner declares, in it or in what it embeds.
func (c *comparer) member(got types.Object, owner types.Object) {
	want, _, _ := types.LookupFieldOrMethod(owner.Type(), true, owner.Pkg(), got.Name())
	if want == nil {
		c.addf(got, "is not declared")
		return
	}
	if g, w := typeString(got.Type()), typeString(want.Type()); g != w {
		c.addf(got, "is "+w)
	}
	gotFunc, _ := got.(*types.Func)
	wantFunc, _ := want.(*types.Func)
	if gotFunc != nil && wantFunc != nil && isPointer(gotFunc) != isPointer(wantFunc) && !types.IsInterface(owner.Type()) {
		c.addf(got, "has a pointer for a receiver, or none, where the module does otherwise")
	}
}

func isPointer(method *types.Func) bool {
	recv := method.Signature().Recv()
	if recv == nil {
		return false
	}
	_, ok := types.Unalias(recv.Type()).(*types.Pointer)
	return ok
}

// describe returns an object as a declaration, without the names of parameters,
// in which nobody is bound to follow a module.
func describe(obj types.Object) string {
	text := obj.Name() + " " + typeString(obj.Type())
	if c, ok := obj.(*types.Const); ok {
		text += " = " + c.Val().ExactString()
	}
	return text
}

func typeString(t types.Type) string {
	text := types.TypeString(unnamed(t), (*types.Package).Path)
	return strings.ReplaceAll(text, "interface{}", "any") // as the author wrote it
}

// unnamed returns t without the names of parameters, at any depth of a type
// literal.
func unnamed(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Signature:
		// Type parameters can't be in two signatures: those with any keep their names.
		if t.TypeParams().Len() > 0 {
			return t
		}
		return types.NewSignatureType(nil, nil, nil, unnamedTuple(t.Params()), unnamedTuple(t.Results()), t.Variadic())
	case *types.Pointer:
		return types.NewPointer(unnamed(t.Elem()))
	case *types.Slice:
		return types.NewSlice(unnamed(t.Elem()))
	case *types.Map:
		return types.NewMap(unnamed(t.Key()), unnamed(t.Elem()))
	case *types.Chan:
		return types.NewChan(t.Dir(), unnamed(t.Elem()))
	}
	return t
}

func unnamedTuple(tuple *types.Tuple) *types.Tuple {
	var vars []*types.Var
	for v := range tuple.Variables() {
		vars = append(vars, types.NewParam(v.Pos(), v.Pkg(), "", unnamed(v.Type())))
	}
	return types.NewTuple(vars...)
}

func TestCompareStub(t *testing.T) {
	const module = `package p

type T struct { A int; B func(n int) error }
func (*T) M(a, b int) (n int, err error) { return 0, nil }
func (T) V() {}
type I interface { Do(); Other(int) }
type F func(T)
type G = func(T)
const C = 1
var X int
func Fn[E any](e E) E { return e }
`
	for _, test := range []struct{ name, stub, want string }{
		{"the same", module, ""},
		{"less of it", "package p\ntype T struct{}\nfunc (*T) M(int, int) (int, error)\ntype I interface{ Do() }", ""},
		{"unexported", "package p\ntype t int\nfunc f()", ""},
		{"any by another name", "package p\nfunc Fn[E interface{}](e E) E", ""},
		{"another parameter", "package p\ntype T struct{}\nfunc (*T) M(int) (int, error)", "M func(int) (int, error) is func(int, int) (int, error)"},
		{"another receiver", "package p\ntype T struct{}\nfunc (*T) V()", "V func() has a pointer for a receiver"},
		{"no such method", "package p\ntype T struct{}\nfunc (T) W()", "W func() is not declared"},
		{"no such function", "package p\nfunc Gn()", "Gn func() is not declared"},
		{"another field", "package p\ntype T struct{ A string }", "A string is int"},
		{"no interface", "package p\ntype I struct{}", "is no struct"},
		{"another method", "package p\ntype I interface{ Other(string) }", "Other func(string) is func(int)"},
		{"another function type", "package p\ntype T struct{}\ntype F func(*T)", "is func(p.T)"},
		{"no alias", "package p\ntype T struct{}\ntype G func(T)", "is declared as an alias, or not"},
		{"another constant", "package p\nconst C = 2", "C untyped int = 2 is C untyped int = 1"},
		{"another type parameter", "package p\nfunc Fn[E comparable](e E) E", "Fn func[E comparable](e E) E is Fn func[E any](e E) E"},
	} {
		diffs := compareStub(declared(t, test.stub), declared(t, module))
		if test.want == "" {
			assert.Empty(t, diffs, test.name)
		} else if assert.Len(t, diffs, 1, test.name) {
			assert.Contains(t, diffs[0], test.want, test.name)
		}
	}
}

// declared returns the package that source text declares.
func declared(t *testing.T, text string) *types.Package {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module p\n\ngo 1.25.0\n"), 0o666))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte(text), 0o666))
	pkgs := load(t, &packages.Config{Dir: dir, Env: []string{"GOFLAGS=", "GOWORK=off"}}, []string{"."})
	require.Contains(t, pkgs, "p")
	return pkgs["p"].Types
}
