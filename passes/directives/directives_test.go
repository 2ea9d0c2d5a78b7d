package directives_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/passes/directives"
)

// parse runs the pass over one file.
func parse(t *testing.T, src string) (*directives.Result, *analysis.Pass) {
	t.Helper()
	return parseFile(t, "p.go", src)
}

func parseFile(t *testing.T, name, src string) (*directives.Result, *analysis.Pass) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	require.NoError(t, err)
	info := &types.Info{Defs: make(map[*ast.Ident]types.Object)}
	pkg, err := new(types.Config).Check("p", fset, []*ast.File{f}, info)
	require.NoError(t, err)
	pass := &analysis.Pass{Analyzer: directives.Analyzer, Fset: fset, Files: []*ast.File{f}, Pkg: pkg, TypesInfo: info}
	res, err := directives.Analyzer.Run(pass)
	require.NoError(t, err)
	return res.(*directives.Result), pass
}

func TestIgnoreCovers(t *testing.T) {
	const src = `package p

func a() {
	x() //asynclint:ignore r -- trailing: this line
	x()
	//asynclint:ignore r/c -- alone: the next line of code

	// another comment
	x()
	x()
}

// b is documented.
//
//asynclint:ignore r,s -- a declaration: all of it
func b() {
	x()
}

func x() {}

//asynclint:ignore r -- nothing follows
`
	res, pass := parse(t, src)
	require.Empty(t, res.Problems)
	file := pass.Fset.File(pass.Files[0].FileStart)
	covered := func(rule, category string) (lines []int) {
		for line := 1; line <= file.LineCount(); line++ {
			if len(res.Ignoring(rule, category, file.LineStart(line))) > 0 {
				lines = append(lines, line)
			}
		}
		return lines
	}
	// The ignore at the end of the file covers its own line: no other is left.
	last := file.LineCount()
	assert.Equal(t, []int{4, 9, 16, 17, 18, last}, covered("r", "c"))
	assert.Equal(t, []int{4, 16, 17, 18, last}, covered("r", ""))
	assert.Equal(t, []int{16, 17, 18}, covered("s", "any"))
	assert.Empty(t, covered("t", ""))
}

func TestProblems(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"unknown verb", "//asynclint:frobnicate\nfunc f() {}", "unknown directive asynclint:frobnicate: want one of ignore, eventloop, blocks, nonblocking, spawns, bounded"},
		{"near verb", "//asynclint:block\nfunc f() {}", "unknown directive asynclint:block: did you mean asynclint:blocks?"},
		{"no rules", "//asynclint:ignore -- because\nfunc f() {}", "asynclint:ignore wants the rules to ignore: //asynclint:ignore RULE[,RULE] -- REASON"},
		{"space in rule", "//asynclint:ignore a b -- because\nfunc f() {}", "asynclint:ignore wants the rules to ignore: //asynclint:ignore RULE[,RULE] -- REASON"},
		{"space before", "// asynclint:blocks\nfunc f() {}", "a directive has no space before it: write //asynclint:blocks"},
		{"space before an ignore", "//\tasynclint:ignore a,b -- because\nfunc f() {}", "a directive has no space before it: write //asynclint:ignore"},
		{"arguments", "//asynclint:eventloop now\nfunc f() {}", "asynclint:eventloop takes nothing, or the index of the parameter that runs on the loop, counting from 0: //asynclint:eventloop 0 (write -- before a remark)"},
		{"arguments of another verb", "//asynclint:blocks 0\nfunc f(func()) {}", "asynclint:blocks takes no arguments (write -- before a remark)"},
		{"negative index", "//asynclint:eventloop -1\nfunc f(func()) {}", "asynclint:eventloop takes nothing, or the index of the parameter that runs on the loop, counting from 0: //asynclint:eventloop 0 (write -- before a remark)"},
		{"loop beyond parameters", "//asynclint:eventloop 1\nfunc f(func()) {}", "asynclint:eventloop 1: f has 1 parameters"},
		{"loop on a parameter that is no function", "//asynclint:eventloop 0\nfunc f(string, func()) {}", "asynclint:eventloop 0: parameter 0 of f is no function"},
		{"loop's parameter of a field", "type t struct {\n\t//asynclint:eventloop 0\n\tf func(func())\n}", "asynclint:eventloop N belongs in the comment of a function or interface method; f is none"},
		{"space before an index", "// asynclint:eventloop 0\nfunc f(func()) {}", "a directive has no space before it: write //asynclint:eventloop N"},
		{"spawns without index", "//asynclint:spawns\nfunc f(func()) {}", "asynclint:spawns wants the index of the parameter that is run as a task, counting from 0: //asynclint:spawns 0"},
		{"spawns beyond parameters", "//asynclint:spawns 1\nfunc f(func()) {}", "asynclint:spawns 1: f has 1 parameters"},
		{"on nothing", "func f() {\n\t//asynclint:blocks\n\tf()\n}", "asynclint:blocks belongs in the comment of a function, interface method, func type, or func-typed field or variable"},
		{"on a struct", "//asynclint:eventloop\ntype t struct{}", "asynclint:eventloop belongs in the comment of a function, interface method, func type, or func-typed field or variable; t is none"},
		{"bounded on a struct", "//asynclint:bounded\ntype t struct{}", "asynclint:bounded belongs in the comment of a function, interface method, func type, or func-typed field or variable; t is none"},
		{"bounded on a number", "type t struct {\n\t//asynclint:bounded\n\tn int\n}", "asynclint:bounded belongs in the comment of a function, interface method, func type, or func-typed field or variable; n is none"},
		{"spawns on a field", "type t struct {\n\t//asynclint:spawns 0\n\tf func(func())\n}", "asynclint:spawns belongs in the comment of a function or interface method; f is none"},
	} {
		t.Run(test.name, func(t *testing.T) {
			res, _ := parse(t, "package p\n\n"+test.src+"\n")
			if assert.Len(t, res.Problems, 1) {
				assert.Equal(t, test.want, res.Problems[0].Message)
			}
		})
	}
}

func TestNoProblems(t *testing.T) {
	for _, src := range []string{
		"// asynclint: the linter\nfunc f() {}",
		"// See asynclint:ignore in the documentation.\nfunc f() {}",
		"// A sentence that breaks before\n// asynclint:ignore is no directive.\nfunc f() {}",
		"// What\n// asynclint:blocks says.\nfunc f() {}",
		"/* //asynclint:bogus */\nfunc f() {}",
		"//asynclint:blocks -- it waits for the user\nfunc f() {}",
		"//asynclint:ignore a/b, c -- why\nfunc f() {}",
		"type i interface {\n\t//asynclint:blocks\n\tm()\n}",
		"type h func() //asynclint:eventloop",
		"//asynclint:eventloop 1 -- the dispatcher\nfunc f(n int, h ...func()) {}",
		"//asynclint:spawns 0 -- on the pool\nfunc f(h func()) {}",
		"//asynclint:eventloop -- called by the dispatcher\nfunc f() {}",
		"type s struct {\n\th func(int) //asynclint:bounded -- one for each worker\n}",
		"//asynclint:bounded\ntype h func()",
	} {
		res, _ := parse(t, "package p\n\n"+src+"\n")
		assert.Empty(t, res.Problems, src)
	}
}

func TestDeclared(t *testing.T) {
	res, pass := parse(t, `package p

//asynclint:eventloop
func f() {}

type i interface {
	// m is called by the loop.
	//asynclint:eventloop
	//asynclint:nonblocking
	m()
	n()
}

type s struct {
	h, g func() //asynclint:eventloop
	k    func()
}

//asynclint:spawns 1
func run(n int, task func()) {}

type bus interface {
	//asynclint:eventloop 0
	//asynclint:eventloop 2
	on(first func(), n int, then func(), last func())
}
`)
	require.Empty(t, res.Problems)
	var names []string
	for _, obj := range res.Objects(directives.EventLoop) {
		names = append(names, obj.Name())
	}
	assert.Equal(t, []string{"f", "m", "h", "g"}, names)
	run := pass.Pkg.Scope().Lookup("run")
	if d := res.Declared(run, directives.Spawns); assert.NotNil(t, d) {
		assert.Equal(t, 1, d.Param)
	}
	assert.Nil(t, res.Declared(run, directives.Blocks))

	params := res.Objects(directives.EventLoopParam)
	if assert.Len(t, params, 1) {
		for i, want := range []bool{true, false, true, false} {
			assert.Equal(t, want, res.DeclaredParam(params[0], directives.EventLoopParam, i) != nil, "parameter %d", i)
		}
	}
}

func TestGeneratedFiles(t *testing.T) {
	const (
		byHand = "// Code generated by hand. DO NOT EDIT.\n\n"
		byCgo  = "// Code generated by cmd/cgo; DO NOT EDIT.\n\n"
		line   = "//line /src/p.go:1:1\n"
	)
	tests := []struct {
		name, src string
		hidden    bool
	}{
		{"p.go", "// Package p is not generated.\npackage p\n", false},
		{"p.go", byHand + "package p\n", true},
		{"p.cgo1.go", byCgo + line + "package p\n", false},
		{"p.cgo1.go", byCgo + line + byHand + "package p\n", true},
		{"_cgo_gotypes.go", byCgo + "package p\n", true},
	}
	for _, test := range tests {
		res, pass := parseFile(t, "/build/"+test.name, test.src)
		assert.Equal(t, test.hidden, res.Hides(pass.Files[0].Package), "%s:\n%s", test.name, test.src)
	}
}
