package channels_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// A subject is a package that is asked about.
type subject struct {
	*channels.Result
	ir *ir.Package
}

// analyse runs the analyzer over one file.
func analyse(t *testing.T, src string) subject {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", "package p\n"+src, parser.SkipObjectResolution)
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
	pkg, err := (&types.Config{Importer: importer.Default()}).Check("p", fset, []*ast.File{f}, info)
	require.NoError(t, err)
	pass := &analysis.Pass{Fset: fset, Files: []*ast.File{f}, Pkg: pkg, TypesInfo: info, ResultOf: make(map[*analysis.Analyzer]any)}
	for _, a := range []*analysis.Analyzer{ir.Analyzer, apimodel.Analyzer, channels.Analyzer} {
		pass.Analyzer = a
		pass.ResultOf[a], err = a.Run(pass)
		require.NoError(t, err)
	}
	return subject{channels.Of(pass), ir.Of(pass)}
}

// fn returns the function with the given name.
func (s subject) fn(t *testing.T, name string) *ssa.Function {
	t.Helper()
	for _, fn := range s.ir.Functions() {
		if fn.Name() == name {
			return fn
		}
	}
	t.Fatalf("no function %s", name)
	return nil
}

// the returns the channel with the given name.
func (s subject) the(t *testing.T, name string) *channels.Channel {
	t.Helper()
	for _, c := range s.All() {
		if c.Name() == name {
			return c
		}
	}
	t.Fatalf("no channel %s", name)
	return nil
}

func first[T ssa.Instruction](t *testing.T, fn *ssa.Function) T {
	t.Helper()
	for instr := range ir.Instrs(fn) {
		if x, ok := instr.(T); ok {
			return x
		}
	}
	t.Fatalf("no such instruction in %s", fn)
	panic("unreachable")
}

func TestPerforms(t *testing.T) {
	s := analyse(t, `
func f() {
	ch := make(chan int)
	go func() { ch <- 1 }()
	defer close(ch)
	<-ch
}`)
	f, ch := s.fn(t, "f"), s.the(t, "ch")
	start, closing := first[*ssa.Go](t, f), first[*ssa.Defer](t, f)
	assert.Equal(t, channels.Must, s.Does(start, ch, channels.Send))
	assert.Equal(t, channels.No, s.Performs(start, ch, channels.Send))
	assert.Equal(t, channels.Must, s.Performs(closing, ch, channels.Close))
	assert.Equal(t, channels.No, s.Performs(closing, ch, channels.Send, channels.Recv, channels.Len))
	assert.Equal(t, channels.Must, s.Performs(closing, ch, channels.Recv, channels.Close))
	assert.Equal(t, channels.No, s.Does(closing, nil, channels.Close))
}

func TestCount(t *testing.T) {
	const prelude = `
var b bool
func f(ch chan int) {`
	for _, test := range []struct {
		body        string
		least, most int
	}{
		{"", 0, 0},
		{"ch <- 1", 1, 1},
		{"ch <- 1; ch <- 2", 2, 2},
		{"if b { ch <- 1 }", 0, 1},
		{"if b { ch <- 1 } else { ch <- 2; ch <- 3 }", 1, 2},
		{"if b { ch <- 1; return }; ch <- 2", 1, 1},
		{"if b { ch <- 1 }; ch <- 2", 1, 2},
		{"for b { ch <- 1 }", 0, -1},
		{"for { ch <- 1; if b { return } }", 1, -1},
		{"for { if b { ch <- 1; return } }", 1, 1},
		{"for { ch <- 1 }", 0, -1},
		{"for b { }; ch <- 1", 1, 1},
		{"ch <- 1; panic(1)", 0, 1},
		{"if b { panic(1) }; ch <- 1", 1, 1},
		{"defer func() { ch <- 1 }()", 1, 1},
		{"defer func() { ch <- 1 }(); if b { return }; ch <- 2", 1, 2},
		{"for range 3 { defer func() { ch <- 1 }() }", 0, -1},
		{"go func() { ch <- 1 }()", 0, 0},
		{"if b { defer func() { ch <- 1 }() }", 0, 1},
		{"select { case ch <- 1: println() ; case <-ch: }", 0, 1},
		{"select { case ch <- 1: println(); case ch <- 2: println(); println() }", 1, 1},
		{"select { case ch <- 1: default: }", 0, 1},
		{"for { select { case ch <- 1: return; case <-ch: println() } }", 1, 1},
		{"for { select { case ch <- 1: println(); case <-ch: return } }", 0, -1},
		{"g(ch); g(ch)", 2, 4},
		{"g(make(chan int))", 0, 0},
		{"h := ch; if b { h = nil }; h <- 1", 0, 1},
	} {
		t.Run(test.body, func(t *testing.T) {
			s := analyse(t, prelude+test.body+"}\nfunc g(ch chan int) { ch <- 1; if b { ch <- 2 } }\nfunc main() { theone := make(chan int); f(theone) }")
			least, most := s.Count(s.fn(t, "f"), s.the(t, "theone"), channels.Send)
			assert.Equal(t, []int{test.least, test.most}, []int{least, most})
		})
	}
}

// A thousand sends are as good as any number.
func TestCountIsBounded(t *testing.T) {
	src := "func f0(ch chan int) { ch <- 1 }\n"
	for i := range 6 {
		src += fmt.Sprintf("func f%d(ch chan int) { f%[2]d(ch); f%[2]d(ch); f%[2]d(ch); f%[2]d(ch) }\n", i+1, i)
	}
	s := analyse(t, src+"func main() { ch := make(chan int); f6(ch) }")
	ch := s.the(t, "ch")
	least, most := s.Count(s.fn(t, "f4"), ch, channels.Send)
	assert.Equal(t, []int{256, 256}, []int{least, most})
	least, most = s.Count(s.fn(t, "main"), ch, channels.Send)
	assert.Equal(t, []int{1000, -1}, []int{least, most})
}

func TestEdges(t *testing.T) {
	s := analyse(t, `
func f(stop chan int) {
	ch := make(chan int)
	select {
	case ch <- 1:
		println("sent")
	case <-stop:
		println("stopped")
	}
}`)
	ch := s.the(t, "ch")
	arms := ir.Arms(first[*ssa.Select](t, s.fn(t, "f")))
	assert.Equal(t, channels.Must, s.DoesEdge(arms[0].From, arms[0].To, ch, channels.Send))
	assert.Equal(t, channels.No, s.DoesEdge(arms[0].From, arms[0].To, ch, channels.Recv))
	assert.Equal(t, channels.No, s.DoesEdge(arms[1].From, arms[1].To, ch, channels.Send))
	assert.Equal(t, channels.May, s.Does(arms[0].Select, ch, channels.Send))
	require.Len(t, s.OpsOf(arms[0].Select), 1)
	op := s.OpsOf(arms[0].Select)[0]
	assert.Equal(t, "stop", op.Others[0].Name())
	assert.Same(t, ch.Ops[0], op)
}

func TestValues(t *testing.T) {
	s := analyse(t, `
func either(x, y chan int, b bool) chan int {
	if b {
		x = y
	}
	return x
}
func alone(x chan int) { <-x }
func Open(x chan int) { <-x }
func f(b bool) {
	one := make(chan int)
	two := make(chan int)
	either(one, two, b)
	alone(one)
	Open(one)
	if b {
		one = nil
	}
	close(one)
}`)
	one, two := s.the(t, "one"), s.the(t, "two")
	phi := first[*ssa.Phi](t, s.fn(t, "either"))
	assert.Nil(t, s.Of(phi))
	among, others := s.Among(phi)
	assert.Equal(t, []*channels.Channel{one, two}, among)
	assert.False(t, others)

	assert.Same(t, one, s.Of(s.fn(t, "alone").Params[0]))
	open := s.fn(t, "Open").Params[0]
	assert.Nil(t, s.Of(open), "others call it too")
	among, others = s.Among(open)
	assert.Equal(t, []*channels.Channel{one}, among)
	assert.True(t, others)

	assert.Same(t, one, s.Of(first[*ssa.Phi](t, s.fn(t, "f"))), "nil is no channel")
	assert.Nil(t, s.Of(s.fn(t, "f").Params[0]), "a bool")
	_, others = s.Among(s.fn(t, "f").Params[0])
	assert.True(t, others)
}

// A channel is not followed for ever.
func TestDepth(t *testing.T) {
	src := ""
	for i := range 20 {
		src += fmt.Sprintf("func f%d(ch chan int) { ch <- 1; f%d(ch) }\n", i, i+1)
	}
	s := analyse(t, src+"func f20(ch chan int) {}\nfunc deep() { far := make(chan int); f0(far) }\nfunc shallow() { near := make(chan int); f15(near) }")
	far, near := s.the(t, "far"), s.the(t, "near")
	assert.NotNil(t, far.Escape)
	assert.True(t, far.Elsewhere(channels.Close))
	assert.Len(t, far.Ops, 10)
	assert.True(t, near.Local())
	assert.Len(t, near.Ops, 5)
	assert.Nil(t, s.Of(s.fn(t, "f12").Params[0]), "far may be here")
	assert.Equal(t, channels.May, s.Does(first[*ssa.Call](t, s.fn(t, "deep")), far, channels.Close))
	assert.Equal(t, channels.No, s.Does(first[*ssa.Call](t, s.fn(t, "shallow")), near, channels.Close))
}

// If very many functions do something to a channel by calling others, any may.
func TestReach(t *testing.T) {
	var src strings.Builder
	src.WriteString("var log = make(chan string)\nfunc f0() { log <- \"\" }\n")
	const n = 600
	for i := range n {
		fmt.Fprintf(&src, "func f%d() { f%d() }\n", i+1, i)
	}
	src.WriteString("func none() {}\nfunc main() { none(); }\n")
	s := analyse(t, src.String())
	log := s.the(t, "log")
	call := func(i int) channels.Certainty {
		return s.Does(first[*ssa.Call](t, s.fn(t, fmt.Sprint("f", i))), log, channels.Send)
	}
	assert.Equal(t, channels.Must, call(10))
	assert.Equal(t, channels.May, call(n))
	assert.Equal(t, channels.May, s.Does(first[*ssa.Call](t, s.fn(t, "main")), log, channels.Send))
	assert.Equal(t, channels.No, s.Does(first[*ssa.Call](t, s.fn(t, "main")), log, channels.Close))
}

func TestConcurrentQuestions(t *testing.T) {
	s := analyse(t, "func f() { ch := make(chan int); func() { ch <- 1 }() }")
	ch := s.the(t, "ch")
	call := first[*ssa.Call](t, s.fn(t, "f"))
	var wg sync.WaitGroup
	var got [4]channels.Certainty
	for i := range got {
		wg.Go(func() { got[i] = s.Does(call, ch, channels.Send) })
	}
	wg.Wait()
	assert.Equal(t, [4]channels.Certainty{channels.Must, channels.Must, channels.Must, channels.Must}, got)
}

// Who may run a function that this package does not show to run.
func TestReachable(t *testing.T) {
	s := analyse(t, `
type runner interface{ run() }
type loop struct{}
func (*loop) run()   {}
func (*loop) Serve() {}
func (*loop) step()  {}
func exec(r runner)  { r.run() }
func Start() { l := new(loop); l.step(); exec(l) }
func start() { Start() }
`)
	got := make(map[string]bool)
	for _, name := range []string{"run", "Serve", "step", "exec", "Start", "start"} {
		got[name] = s.Reachable(s.fn(t, name))
	}
	assert.Equal(t, map[string]bool{"run": true, "Serve": true, "step": false, "exec": false, "Start": true, "start": false}, got)
}
