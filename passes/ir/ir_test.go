package ir_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// stubs are the packages that sources of tests may import, so that no test
// type-checks the standard library.
var stubs = map[string]string{
	"os":      "package os\nfunc Exit(int) {}",
	"log":     "package log\ntype Logger struct{}\nfunc (*Logger) Fatalf(string, ...any) {}",
	"testing": "package testing\ntype common struct{}\nfunc (*common) FailNow() {}\ntype T struct { common }",
}

type stubImporter struct{ fset *token.FileSet }

func (i stubImporter) Import(path string) (*types.Package, error) {
	src, ok := stubs[path]
	if !ok {
		return importer.Default().Import(path)
	}
	f, err := parser.ParseFile(i.fset, path+".go", src, 0)
	if err != nil {
		return nil, err
	}
	return new(types.Config).Check(path, i.fset, []*ast.File{f}, nil)
}

// build runs the analyzer over one file.
func build(t *testing.T, src string) *ir.Package {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	require.NoError(t, err)
	info := &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Scopes:       make(map[ast.Node]*types.Scope),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Instances:    make(map[*ast.Ident]types.Instance),
		FileVersions: make(map[*ast.File]string),
	}
	pkg, err := (&types.Config{Importer: stubImporter{fset}}).Check("p", fset, []*ast.File{f}, info)
	require.NoError(t, err)
	pass := &analysis.Pass{Analyzer: ir.Analyzer, Fset: fset, Files: []*ast.File{f}, Pkg: pkg, TypesInfo: info}
	res, err := ir.Analyzer.Run(pass)
	require.NoError(t, err)
	return res.(*ir.Package)
}

func find(t *testing.T, p *ir.Package, name string) *ssa.Function {
	t.Helper()
	i := slices.IndexFunc(p.Functions(), func(fn *ssa.Function) bool { return fn.Name() == name })
	require.GreaterOrEqual(t, i, 0, "no function %s", name)
	return p.Functions()[i]
}

func TestFunctions(t *testing.T) {
	p := build(t, `package p

var v = func() int { return func() int { return 1 }() }

func _cgo_x() {}

type T[E any] struct{}

func (T[E]) m() { func() {}() }

func f(seq func(yield func(int) bool)) {
	for range seq {
		func() {}()
	}
}

var w = func() {}

func init() {}
func init() {}
func _() {}
`)
	var names []string
	for _, fn := range p.Functions() {
		names = append(names, fn.Name())
		if fn.Name() != "_" {
			assert.Same(t, fn, p.FuncOf(fn.Syntax()), fn.Name())
		}
	}
	assert.Equal(t, []string{"init$1", "init$1$1", "m", "m$1", "f", "f$1", "f$1$1", "init$2", "init#1", "init#2", "_"}, names)

	f, body, inner := find(t, p, "f"), find(t, p, "f$1"), find(t, p, "f$1$1")
	assert.Same(t, f, ir.Enclosing(body))
	assert.Same(t, f, ir.Enclosing(f))
	assert.Same(t, inner, ir.Enclosing(inner), "a literal in the loop is a function of its own")
}

func TestBuildsOnce(t *testing.T) {
	p := build(t, "package p\nfunc f() { go f() }")
	var wg sync.WaitGroup
	var got [4]*ssa.Package
	for i := range got {
		wg.Go(func() { got[i] = p.SSA() })
	}
	wg.Wait()
	for _, s := range got {
		assert.Same(t, got[0], s)
	}
}

func TestOfWithoutResult(t *testing.T) {
	assert.NotNil(t, ir.Of(&analysis.Pass{}))
}

func TestCallee(t *testing.T) {
	const prelude = `package p

type I interface{ M(int) }
type S struct{ f func() }

func (*S) P(int) {}
func (S) V(int)  {}

type E struct{ *S }
type G[T any] struct{}

func (G[T]) M(T) {}
func gen[T any](T) {}
func f()      {}
func h(int)   {}
func fs() func() { return f }

`
	for _, test := range []struct{ name, body, want string }{
		{"function", "go f()", "p.f body"},
		{"parenthesised", "go (f)()", "p.f body"},
		{"generic function", "go gen(1)", "p.gen body 1"},
		{"method", "s := new(S); go s.P(1)", "(*p.S).P body recv 1"},
		{"promoted method", "e := E{}; go e.P(1)", "(*p.S).P body recv 1"},
		{"method of generic type", "g := G[int]{}; go g.M(1)", "(p.G[T]).M body recv 1"},
		{"literal", "go func() {}()", "- body"},
		{"closure", "x := 1; go func() { _ = x }()", "- body closure"},
		{"closure in a variable", "x := 1; g := func() { x++ }; go g()", "- body closure"},
		{"closure in a captured variable", "x := 1; g := func() { x++ }; func() { go g() }()", "- body closure"},
		{"function in a variable", "g := h; go g(1)", "p.h body 1"},
		{"function in a captured variable", "g := h; func() { go g(1) }()", "p.h body 1"},
		{"reassigned variable", "g := f; func() { g = fs() }(); go g()", "-"},
		{"method value", "s := new(S); g := s.P; go g(1)", "(*p.S).P body recv 1"},
		{"method expression", "s := new(S); go (*S).P(s, 1)", "(*p.S).P body recv 1"},
		{"promoted method expression", "e := E{}; go E.V(e, 1)", "(p.S).V body recv 1"},
		{"interface", "var i I; go i.M(1)", "(p.I).M dynamic recv 1"},
		{"method value of interface", "var i I; g := i.M; go g(1)", "(p.I).M dynamic recv 1"},
		{"method expression of interface", "var i I; go I.M(i, 1)", "(p.I).M dynamic recv 1"},
		{"builtin", "c := make(chan int); go close(c)", "builtin close 1"},
		{"field", "s := S{}; go s.f()", "-"},
		{"result", "go fs()()", "-"},
		{"parameter", "func(g func()) { go g() }(f)", "-"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := build(t, prelude+"func test() { "+test.body+" }")
			var got []string
			for _, fn := range p.Functions() {
				for g := range ir.Gos(fn) {
					c := p.Callee(g.Common())
					s := "-"
					if c.Func != nil {
						s = c.Func.FullName()
					}
					if c.Builtin != "" {
						s = "builtin " + c.Builtin
					}
					for _, part := range []struct {
						ok   bool
						text string
					}{
						{c.Body != nil, "body"},
						{c.Closure != nil, "closure"},
						{c.Dynamic, "dynamic"},
						{c.Recv != nil, "recv"},
						{len(c.Args) > 0, fmt.Sprint(len(c.Args))},
					} {
						if part.ok {
							s += " " + part.text
						}
					}
					got = append(got, s)
				}
			}
			assert.Equal(t, []string{test.want}, got)
		})
	}
}

func TestTypeParameterMethodIsDynamic(t *testing.T) {
	p := build(t, "package p\nfunc f[T interface{ M() }](x T) { go x.M() }")
	for g := range ir.Gos(find(t, p, "f")) {
		c := p.Callee(g.Common())
		assert.True(t, c.Dynamic)
		assert.Equal(t, "M", c.Func.Name())
	}
}

func TestResolve(t *testing.T) {
	const prelude = "package p\ntype N chan int\nfunc sink(any) {}\nfunc take(*chan int) {}\n"
	for _, test := range []struct {
		name, body string
		want       bool // that the argument of sink is the channel made
	}{
		{"value", "c := make(chan int); sink(c)", true},
		{"captured", "c := make(chan int); func() { func() { sink(c) }() }()", true},
		{"conversion", "c := make(chan int); n := N(c); func() { sink(n) }()", true},
		{"interface", "var c any = make(chan int); func() { sink(c) }()", true},
		{"assigned twice", "c := make(chan int); c = nil; func() { sink(c) }()", false},
		{"assigned by a closure", "c := make(chan int); func() { c = nil }(); sink(c)", false},
		{"address taken", "c := make(chan int); take(&c); sink(c)", false},
		{"parameter", "func(c chan int) { sink(c) }(make(chan int))", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := build(t, prelude+"func test() { "+test.body+" }")
			for _, fn := range p.Functions() {
				for call := range ir.Calls(fn) {
					if c := p.Callee(call.Common()); c.Func != nil && c.Func.Name() == "sink" {
						_, ok := p.Resolve(c.Args[0]).(*ssa.MakeChan)
						assert.Equal(t, test.want, ok)
					}
				}
			}
		})
	}
}

func TestUses(t *testing.T) {
	p := build(t, `package p

func f() error { return nil }

func test() (err error) {
	err = f()
	go func() {
		err = f()
		if err != nil {
			return
		}
	}()
	return err
}
`)
	for instr := range ir.Instrs(find(t, p, "test")) {
		if a, ok := instr.(*ssa.Alloc); ok {
			uses := p.Uses(a)
			assert.Len(t, uses.Loads, 3, "in the closure, for the result, and for the result after a recover")
			assert.GreaterOrEqual(t, len(uses.Stores), 2)
			assert.False(t, uses.Escapes)
			return
		}
	}
	t.Fatal("no variable")
}

func TestNoReturn(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      bool // that the call of mark after f is reachable
	}{
		{"intrinsic", `func f() { os.Exit(1) }`, false},
		{"panic", `func f() { if b { g() }; panic(1) }`, false},
		{"method of logger", `func f() { var l log.Logger; l.Fatalf("") }`, false},
		{"promoted method", `func f() { var t testing.T; t.FailNow() }`, false},
		{"chain", `func f() { g2() }; func g2() { os.Exit(2) }`, false},
		{"returns early", `func f() { if b { return }; os.Exit(1) }`, true},
		{"may recover", `func f() { defer g(); panic(1) }`, true},
		{"literal", `func f() { func() { os.Exit(1) }; }`, true},
		{"recursive", `func f() { f() }`, true},
		{"returns", `func f() { g() }`, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			src := strings.Replace(test.src, "{ func() { os.Exit(1) }; }", "{ h := func() { os.Exit(1) }; _ = h }", 1)
			p := build(t, "package p\nimport (\n\"os\"\n\"log\"\n\"testing\"\n)\nvar b bool\nvar _ = os.Exit\nvar _ log.Logger\nvar _ testing.T\n"+
				"func g() {}\nfunc mark() {}\n"+src+"\nfunc test() { f(); mark() }\n")
			reached := false
			for call := range ir.Calls(find(t, p, "test")) {
				c := p.Callee(call.Common())
				reached = reached || c.Func != nil && c.Func.Name() == "mark"
			}
			assert.Equal(t, test.want, reached)
		})
	}
}

func TestSends(t *testing.T) {
	p := build(t, `package p

func test(a, b chan int) {
	a <- 1
	select {
	case a <- 2:
	case b <- 3:
	}
	select {
	case a <- 4:
	case <-b:
	default:
	}
	select {
	case b <- 5:
	}
}
`)
	var got []string
	for s := range ir.Sends(find(t, p, "test")) {
		got = append(got, fmt.Sprint(s.Chan.Name(), s.X, s.Blocking))
	}
	assert.Equal(t, []string{"a1:int true", "a2:int true", "b3:int true", "a4:int false", "b5:int true"}, got)
}

func TestOutermost(t *testing.T) {
	p := build(t, "package p\nfunc f() { func() { func() {}() }() }\nfunc g(seq func(func(int) bool)) { for range seq { func() {}() } }")
	for _, name := range []string{"f", "g"} {
		declared := find(t, p, name)
		inside := slices.Collect(ir.All(declared))
		assert.Len(t, inside, 3, "with a function in a function")
		for _, fn := range inside {
			assert.Same(t, declared, ir.Outermost(fn), fn.Name())
		}
	}
	assert.Nil(t, ir.Outermost(nil))
}

func TestFuncAround(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", "package p\nvar v = 1\nfunc f() { _ = func() { g() } ; g() }\nfunc g()", 0)
	require.NoError(t, err)
	root := inspector.New([]*ast.File{f}).Root()
	var around []string
	for cur := range root.Preorder((*ast.CallExpr)(nil), (*ast.BasicLit)(nil), (*ast.FuncLit)(nil)) {
		around = append(around, fmt.Sprintf("%T in %T", cur.Node(), ir.FuncAround(cur)))
	}
	assert.Equal(t, []string{
		"*ast.BasicLit in <nil>", "*ast.FuncLit in *ast.FuncLit", "*ast.CallExpr in *ast.FuncLit", "*ast.CallExpr in *ast.FuncDecl",
	}, around)
}

func TestSpans(t *testing.T) {
	point := ir.Point(5)
	assert.Equal(t, ir.Span{From: 5, To: 5}, point)
	whole := ir.Span{From: 3, To: 7}
	assert.True(t, ir.Contains(whole, point))
	assert.True(t, ir.Contains(whole, whole))
	assert.False(t, ir.Contains(point, whole))
	assert.False(t, ir.Contains(whole, ir.Span{From: 5, To: 8}))
}

func TestInnermost(t *testing.T) {
	p := build(t, "package p\nfunc f(x int) int { return (x) + f(1) }")
	for call := range ir.Calls(find(t, p, "f")) {
		n, ok := ir.Innermost[*ast.CallExpr](p, call.Pos())
		require.True(t, ok)
		assert.Equal(t, "f", n.Fun.(*ast.Ident).Name)
	}
	_, ok := ir.Innermost[*ast.GoStmt](p, p.Files[0].End()-2)
	assert.False(t, ok)
	_, ok = ir.Innermost[*ast.File](p, token.NoPos)
	assert.False(t, ok)
}
