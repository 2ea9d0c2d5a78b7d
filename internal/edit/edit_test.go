package edit_test

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/edit"
)

// A fixture is one type-checked file, and the position in it of the call of
// mark, or of the file's end.
type fixture struct {
	src  string
	file *ast.File
	pass *analysis.Pass
	pos  token.Pos
}

// importer makes up packages: each exports a type T and a function F.
type importer struct{}

func (importer) Import(path string) (*types.Package, error) {
	name := path[strings.LastIndexByte(path, '/')+1:]
	pkg := types.NewPackage(path, name)
	obj := types.NewTypeName(token.NoPos, pkg, "T", nil)
	types.NewNamed(obj, types.NewStruct(nil, nil), nil)
	pkg.Scope().Insert(obj)
	hidden := types.NewTypeName(token.NoPos, pkg, "t", nil)
	types.NewNamed(hidden, types.NewStruct(nil, nil), nil)
	pkg.Scope().Insert(hidden)
	pkg.Scope().Insert(types.NewFunc(token.NoPos, pkg, "F", types.NewSignatureType(nil, nil, nil, nil, nil, false)))
	results := types.NewTuple(types.NewParam(token.NoPos, pkg, "", hidden.Type()))
	pkg.Scope().Insert(types.NewFunc(token.NoPos, pkg, "Hidden", types.NewSignatureType(nil, nil, nil, nil, results, false)))
	pkg.MarkComplete()
	return pkg, nil
}

func load(t *testing.T, src string) *fixture {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	require.NoError(t, err)
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Scopes: make(map[ast.Node]*types.Scope),
	}
	conf := types.Config{Importer: importer{}, Error: func(error) {}} // unused imports don't matter
	pkg, _ := conf.Check("p", fset, []*ast.File{file}, info)
	f := &fixture{src: src, file: file, pos: file.End() - 1}
	f.pass = &analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info,
		ReadFile: func(string) ([]byte, error) { return []byte(src), nil },
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "mark" {
				f.pos = call.Pos()
			}
		}
		return true
	})
	return f
}

func (f *fixture) apply(edits ...analysis.TextEdit) string {
	out := f.src
	slices.SortStableFunc(edits, func(a, b analysis.TextEdit) int { return int(b.Pos - a.Pos) })
	for _, e := range edits {
		at := func(p token.Pos) int { return f.pass.Fset.Position(p).Offset }
		out = out[:at(e.Pos)] + string(e.NewText) + out[at(e.End):]
	}
	return out
}

const body = "\n\nfunc mark() {}\n\nfunc f() {\n\tmark()\n}\n"

func TestImport(t *testing.T) {
	for _, test := range []struct {
		name, header, body string
		path, qualifier    string
		want               string // the header with the edits
	}{
		{"no imports", "package p", body, "log", "log.", "package p\n\nimport \"log\""},
		{"comment after the clause", "package p // of mine", body, "log", "log.", ""},
		{"existing", "package p\n\nimport \"log\"", body, "log", "log.", "package p\n\nimport \"log\""},
		{"existing, renamed", "package p\n\nimport l \"log\"", body, "log", "l.", "package p\n\nimport l \"log\""},
		{"existing, blank", "package p\n\nimport _ \"log\"", body, "log", "log.", "package p\n\nimport \"log\"\nimport _ \"log\""},
		{"existing, dot", "package p\n\nimport . \"log\"", body, "log", "", "package p\n\nimport . \"log\""},
		{
			"existing, dot, member shadowed", "package p\n\nimport . \"log\"", strings.Replace(body, "\tmark", "\tF := 1\n\tmark", 1),
			"log", "log.", "package p\n\nimport \"log\"\nimport . \"log\"",
		},
		{
			"existing, shadowed", "package p\n\nimport \"log\"", strings.Replace(body, "\tmark", "\tlog := 1\n\tmark", 1),
			"log", "log2.", "package p\n\nimport log2 \"log\"\nimport \"log\"",
		},
		{
			"shadowed later only", "package p\n\nimport \"log\"", strings.Replace(body, "mark()\n}", "mark()\n\tlog := 1\n}", 1),
			"log", "log.", "package p\n\nimport \"log\"",
		},
		{
			"name taken by the package", "package p", "\n\nvar log int" + body,
			"log", "log2.", "package p\n\nimport log2 \"log\"",
		},
		{
			"name taken by another import", "package p\n\nimport \"x.org/log\"", body,
			"log", "log2.", "package p\n\nimport log2 \"log\"\nimport \"x.org/log\"",
		},
		{
			"sorted in a group", "package p\n\nimport (\n\t\"a\"\n\t\"z\" // last\n)", body,
			"log", "log.", "package p\n\nimport (\n\t\"a\"\n\t\"log\"\n\t\"z\" // last\n)",
		},
		{
			"last of a group", "package p\n\nimport (\n\t\"a\" // first\n\n\t\"x.org/y\"\n)", body,
			"log", "log.", "package p\n\nimport (\n\t\"a\" // first\n\t\"log\"\n\n\t\"x.org/y\"\n)",
		},
		{
			"first of a group", "package p\n\nimport (\n\t// the last\n\t\"z\"\n)", body,
			"log", "log.", "package p\n\nimport (\n\t\"log\"\n\t// the last\n\t\"z\"\n)",
		},
		{
			"none of its kind", "package p\n\nimport (\n\t\"x.org/y\"\n)", body,
			"log", "log.", "package p\n\nimport (\n\t\"log\"\n\n\t\"x.org/y\"\n)",
		},
		{
			"other module", "package p\n\nimport (\n\t\"a\"\n)", body,
			"x.org/y", "y.", "package p\n\nimport (\n\t\"a\"\n\n\t\"x.org/y\"\n)",
		},
		{
			"cgo", "package p\n\n// int x;\nimport \"C\"\n\nimport (\n\t\"a\"\n)", body,
			"log", "log.", "package p\n\n// int x;\nimport \"C\"\n\nimport (\n\t\"a\"\n\t\"log\"\n)",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := load(t, test.header+test.body)
			name := test.path[strings.LastIndexByte(test.path, '/')+1:]
			qualifier, edits := edit.Import(f.pass.Pkg, f.pass.TypesInfo, f.file, f.pos, test.path, name, "F")
			assert.Equal(t, test.qualifier, qualifier)
			got := f.apply(edits...)
			_, err := parser.ParseFile(token.NewFileSet(), "p.go", got, 0)
			require.NoError(t, err, got)
			if test.want != "" {
				assert.Equal(t, test.want+test.body, got)
				formatted, err := format.Source([]byte(got))
				require.NoError(t, err)
				if strings.Contains(test.want, "(") {
					assert.Equal(t, got, string(formatted))
				}
			}
			_, again := edit.Import(f.pass.Pkg, f.pass.TypesInfo, f.file, f.pos, test.path, name, "F")
			assert.Equal(t, edits, again, "equal, so that drivers merge them")
		})
	}
}

func TestNames(t *testing.T) {
	f := load(t, "package p\n\nvar err int"+strings.Replace(body, "\tmark()", "\tx, x2 := 1, 2\n\tmark()\n\tlate := x.field\n\tif true {\n\t\tinner := 1\n\t}", 1))
	names := edit.NewNames(f.pass.TypesInfo, f.file, f.pos, f.file.Decls[len(f.file.Decls)-1])
	names.Take("imported")
	for _, test := range [][2]string{
		{"err", "err2"}, {"err", "err3"}, {"x", "x3"}, {"late", "late2"}, {"inner", "inner2"},
		{"field", "field"}, {"imported", "imported2"}, {"len", "len2"}, {"func", "func2"}, {"_", "_2"}, {"free", "free"}, {"free", "free2"},
	} {
		assert.Equal(t, test[1], names.Fresh(test[0]))
	}
}

func TestType(t *testing.T) {
	const src = `package p

import (
	"a"
	alias "x.org/b"
	"c"
)

type own struct{}
type gen[E any] struct{}

func mark() {}

func f[P any](
	v1 *own, v2 []a.T, v3 map[string]alias.T, v4 func(a.T) (own, error), v5 any, v6 chan<- int, v7 gen[a.T], v8 P, v9 struct{}, v10 [3]byte,
	w1 c.T, w2 interface{ m() }, w3 struct{ x int },
) {
	type local int
	var v11 local
	var w4 local
	w5 := a.Hidden()
	{
		c, local := 1, 2
		mark()
	}
}
`
	f := load(t, src)
	scope := f.pass.TypesInfo.Scopes[f.file.Decls[len(f.file.Decls)-1].(*ast.FuncDecl).Type]
	for name, want := range map[string]string{
		"v1": "*own", "v2": "[]a.T", "v3": "map[string]alias.T", "v4": "func(a.T) (own, error)", "v5": "any", "v6": "chan<- int", "v7": "gen[a.T]",
		"v8": "P", "v9": "struct{}", "v10": "[3]byte",
		"w1": "", "w2": "", "w3": "", // c is shadowed, and long types are not written out
		"w4": "", "w5": "", // local is shadowed, t is not exported
	} {
		v := scope.Lookup(name)
		require.NotNil(t, v, name)
		got, ok := edit.Type(f.pass.Pkg, f.pass.TypesInfo, f.file, f.pos, v.Type())
		assert.Equal(t, want != "", ok, name)
		assert.Equal(t, want, got, name)
	}
}

func TestSource(t *testing.T) {
	const src = `package p

func f() {
	if true {
		mark() // here
		f()
	}
}

func mark() {}
`
	f := load(t, src)
	var stmt *ast.ExprStmt
	ast.Inspect(f.file, func(n ast.Node) bool {
		if s, ok := n.(*ast.ExprStmt); ok && s.Pos() == f.pos {
			stmt = s
		}
		return true
	})
	s := edit.NewSource(f.pass, f.pos)
	require.NotNil(t, s)
	assert.Equal(t, "mark()", s.Text(stmt))
	assert.Equal(t, "\t\t", s.Indent(stmt.Pos()))
	for name, test := range map[string]struct {
		edit analysis.TextEdit
		want string
	}{
		"replace": {s.Replace(stmt, "if x {\n\ty()\n}"), "\t\tif x {\n\t\t\ty()\n\t\t} // here\n\t\tf()\n"},
		"before":  {s.InsertBefore(stmt, "a()\nb()"), "\t\ta()\n\t\tb()\n\t\tmark() // here\n\t\tf()\n"},
		"after":   {s.InsertAfter(stmt, "a()\nb()"), "\t\tmark() // here\n\t\ta()\n\t\tb()\n\t\tf()\n"},
		"delete":  {s.Delete(stmt), "\t\t // here\n\t\tf()\n"},
	} {
		assert.Equal(t, strings.Replace(src, "\t\tmark() // here\n\t\tf()\n", test.want, 1), f.apply(test.edit), name)
	}
	f = load(t, strings.Replace(src, " // here", "", 1))
	assert.NotContains(t, f.apply(edit.NewSource(f.pass, f.pos).Delete(stmt)), "mark()\n\t\tf()")

	f.pass.ReadFile = func(string) ([]byte, error) { return []byte("something else"), nil }
	assert.Nil(t, edit.NewSource(f.pass, f.pos), "not the text that was parsed")
}
