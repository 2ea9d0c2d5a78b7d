package ir

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// intrinsics are the functions of other packages that never return, by package
// path and receiver.
var intrinsics = map[[2]string][]string{
	{"os", ""}:            {"Exit"},
	{"syscall", ""}:       {"Exit", "ExitProcess", "ExitThread"},
	{"runtime", ""}:       {"Goexit"},
	{"log", ""}:           {"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"},
	{"log", "Logger"}:     {"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"},
	{"testing", "common"}: {"FailNow", "Fatal", "Fatalf", "Skip", "SkipNow", "Skipf"},
	{"testing", "TB"}:     {"FailNow", "Fatal", "Fatalf", "Skip", "SkipNow", "Skipf"},

	// Loggers whose bodies end the process in ways that only their own source
	// shows.
	{"go.uber.org/zap", "Logger"}:               {"Fatal", "Panic"},
	{"go.uber.org/zap", "SugaredLogger"}:        {"Fatal", "Fatalf", "Fatalw", "Fatalln", "Panic", "Panicf", "Panicw", "Panicln"},
	{"github.com/sirupsen/logrus", ""}:          {"Exit", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"},
	{"github.com/sirupsen/logrus", "Logger"}:    {"Exit", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"},
	{"github.com/sirupsen/logrus", "Entry"}:     {"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"},
	{"k8s.io/klog", ""}:                         {"Exit", "ExitDepth", "Exitf", "Exitln", "Fatal", "FatalDepth", "Fatalf", "Fatalln"},
	{"k8s.io/klog/v2", ""}:                      {"Exit", "ExitDepth", "Exitf", "Exitln", "Fatal", "FatalDepth", "Fatalf", "Fatalln"},
	{"github.com/stretchr/testify/require", ""}: {"FailNow"},
}

// A noReturn decides which functions never return.
type noReturn struct {
	info  *types.Info
	decls map[*types.Func]*ast.FuncDecl
	memo  map[*types.Func]bool // false while a function is being decided
}

func newNoReturn(p *Package) *noReturn {
	n := &noReturn{
		info:  p.Info,
		decls: make(map[*types.Func]*ast.FuncDecl),
		memo:  make(map[*types.Func]bool),
	}
	for _, file := range p.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && decl.Body != nil {
				if fn, ok := p.Info.Defs[decl.Name].(*types.Func); ok {
					n.decls[fn] = decl
				}
			}
		}
	}
	return n
}

// never reports whether fn is known not to return to its caller.
func (n *noReturn) never(fn *types.Func) bool {
	fn = fn.Origin()
	if fn.Pkg() == nil {
		return false
	}
	if result, done := n.memo[fn]; done {
		return result
	}
	n.memo[fn] = false
	result := false
	if decl := n.decls[fn]; decl != nil {
		result = n.ends(decl.Body)
	} else {
		result = isIntrinsic(fn)
	}
	n.memo[fn] = result
	return result
}

// ends reports whether body, the body of a function without results that can be
// returned early, has as its last statement a call that does not return.
func (n *noReturn) ends(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	last, ok := body.List[len(body.List)-1].(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := ast.Unparen(last.X).(*ast.CallExpr)
	if !ok || !n.stops(call) {
		return false
	}
	leaves := false // by return, by goto, or by a deferred function that recovers
	ast.Inspect(body, func(node ast.Node) bool {
		switch node.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt, *ast.BranchStmt, *ast.DeferStmt:
			leaves = true
		}
		return !leaves
	})
	return !leaves
}

func (n *noReturn) stops(call *ast.CallExpr) bool {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := n.info.Uses[id].(*types.Builtin); ok {
			return b.Name() == "panic"
		}
	}
	fn := typeutil.StaticCallee(n.info, call)
	return fn != nil && n.never(fn)
}

func isIntrinsic(fn *types.Func) bool {
	recv := ""
	if r := fn.Signature().Recv(); r != nil {
		t := types.Unalias(r.Type())
		if ptr, ok := t.(*types.Pointer); ok {
			t = types.Unalias(ptr.Elem())
		}
		named, ok := t.(*types.Named)
		if !ok {
			return false
		}
		recv = named.Obj().Name()
	}
	return slices.Contains(intrinsics[[2]string{fn.Pkg().Path(), recv}], fn.Name())
}

// BuilderPanic returns why the builder of the SSA form put a panic at the end of
// b, "" if there is none: "noreturn" after a call that does not return, else a
// place where control can't come, such as after the cases of a blocking select
// statement.
func BuilderPanic(b *ssa.BasicBlock) string {
	if len(b.Instrs) == 0 {
		return ""
	}
	p, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Panic)
	if !ok || p.Pos().IsValid() {
		return ""
	}
	x, ok := p.X.(*ssa.MakeInterface)
	if !ok {
		return ""
	}
	c, ok := x.X.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return ""
	}
	return constant.StringVal(c.Value)
}
