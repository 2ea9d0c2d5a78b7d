package loops

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer computes a [*Result].
var Analyzer = &analysis.Analyzer{
	Name:       "loops",
	Doc:        rule.Doc(doc, "loops"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/loops",
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, directives.Analyzer, callbacks.Analyzer, ir.Analyzer, tasks.Analyzer, channels.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
}

// Of returns the result for the package of pass. It is never nil: where a
// driver could not provide it, nothing runs on a loop.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return new(Result)
}

// A Result holds the callbacks and the loops of a package. Its methods may be
// called by several analyzers at once.
type Result struct {
	callbacks []Callback
	reentrant func() []Callback // nil if nothing is known
	actors    func() []*Actor   // nil if nothing is known

	cbs      *callbacks.Result
	ir       *ir.Package
	tasks    *tasks.Result
	channels *channels.Result

	mu    sync.Mutex // guards views and runs
	views map[*Actor]*View
	runs  map[*ssa.Function][]*tasks.Flow
}

// Callbacks returns the functions that run on loops, in source order, each
// once.
func (r *Result) Callbacks() []Callback { return r.callbacks }

// A Callback is a function that runs on a loop.
type Callback struct {
	Loop *callbacks.Loop
	Body ast.Node    // *ast.FuncDecl or *ast.FuncLit; nil if the function is of another package
	Func *types.Func // nil for a literal
	Site ast.Node    // where it is handed over; nil if it is a method of an interface, or declared
	Expr ast.Expr    // that is handed over, if Site is not nil
}

// pos is where the callback is found: its body, or where it is handed over.
func (c *Callback) pos() token.Pos {
	if c.Body != nil {
		return c.Body.Pos()
	}
	return c.Expr.Pos()
}

func run(pass *analysis.Pass) (any, error) {
	f := &finder{
		pass: pass, model: apimodel.Of(pass), cbs: callbacks.Of(pass),
		decls: make(map[*types.Func]*ast.FuncDecl),
	}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && decl.Body != nil {
				if fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					f.decls[fn] = decl
					f.order = append(f.order, fn)
				}
			}
		}
	}
	f.declared(directives.Of(pass))
	f.values()
	f.methods()
	slices.SortStableFunc(f.found, func(a, b Callback) int { return cmp.Compare(a.pos(), b.pos()) })
	f.found = slices.CompactFunc(f.found, func(a, b Callback) bool { return a.Body != nil && a.Body == b.Body })
	r := &Result{callbacks: f.found, cbs: f.cbs, ir: ir.Of(pass), tasks: tasks.Of(pass), channels: channels.Of(pass)}
	r.reentrant = sync.OnceValue(f.findReentrant)
	r.actors = sync.OnceValue(func() []*Actor {
		af := &actorFinder{info: pass.TypesInfo, decls: f.decls}
		for _, file := range pass.Files {
			af.file(file)
		}
		return af.found
	})
	return r, nil
}

// A finder collects callbacks.
type finder struct {
	pass  *analysis.Pass
	model *apimodel.Model
	cbs   *callbacks.Result
	decls map[*types.Func]*ast.FuncDecl
	order []*types.Func // those of decls, in source order
	found []Callback
}

// declared adds the functions that carry a directive.
func (f *finder) declared(dirs *directives.Result) {
	for _, obj := range dirs.Objects(directives.EventLoop) {
		if fn, ok := obj.(*types.Func); ok && f.decls[fn] != nil {
			f.found = append(f.found, Callback{Loop: callbacks.DirectiveLoop(fn), Body: f.decls[fn], Func: fn})
		}
	}
}

// values adds the functions that are handed over as values.
func (f *finder) values() {
	for _, v := range f.cbs.Loops() {
		cb := Callback{Loop: v.Loop, Func: v.Func, Site: v.Site, Expr: v.Expr}
		if lit, ok := v.Expr.(*ast.FuncLit); ok {
			cb.Body = lit
		} else if decl := f.decls[v.Func]; decl != nil {
			cb.Body = decl
		}
		f.found = append(f.found, cb)
	}
}
