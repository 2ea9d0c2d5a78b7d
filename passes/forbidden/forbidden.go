package forbidden

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
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// Analyzer computes a [*Result].
var Analyzer = &analysis.Analyzer{
	Name:       "forbidden",
	Doc:        rule.Doc(doc, "forbidden"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/forbidden",
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, ir.Analyzer, loops.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
}

// Of returns the result for the package of pass. It is never nil: where a
// driver could not provide it, there are no such calls.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return new(Result)
}

// A Result holds the forbidden calls of a package. Its methods may be called by
// several analyzers at once.
type Result struct {
	calls func() []Call // nil if nothing is known
}

// A Call is one that waits for what runs it.
type Call struct {
	Callback *loops.Callback    // nil if the call is in a loop of this package
	Actor    *loops.Actor       // the loop around a channel of the API, nil in a callback
	Source   ast.Expr           // that channel
	Row      *apimodel.Callback // that forbids the call
	Func     *types.Func        // that is called
	Node     *ast.CallExpr      // where it all begins, in the callback's own body

	// Chain holds the functions on the way and the positions of their calls: Func
	// is the last one.
	Chain []Step
}

// A Step is the call of a function.
type Step struct {
	Func *types.Func // nil for a literal
	Pos  token.Pos
}

// Calls returns the forbidden calls, in source order: of each function that a
// callback, or a loop, must not call the first call there; of those to which one
// call leads, the nearest.
func (r *Result) Calls() []Call {
	if r.calls == nil {
		return nil
	}
	return r.calls()
}

// At reports whether a forbidden call begins at n.
func (r *Result) At(n ast.Node) bool {
	return slices.ContainsFunc(r.Calls(), func(c Call) bool { return c.Node == n })
}

func run(pass *analysis.Pass) (any, error) {
	if apimodel.IsStd(pass.Pkg.Path()) {
		return new(Result), nil
	}
	f := &finder{pass: pass, ir: ir.Of(pass), loops: loops.Of(pass), model: apimodel.Of(pass)}
	return &Result{calls: sync.OnceValue(f.find)}, nil
}

// A finder looks for the forbidden calls of one package.
type finder struct {
	pass  *analysis.Pass
	ir    *ir.Package
	loops *loops.Result
	model *apimodel.Model

	decls map[*types.Func]*ast.FuncDecl // nil until asked for
	made  map[types.Object]int          // how many objects of a type this package makes; nil until asked for

	// The channels in fields of the API's, and those that are made here, by the
	// variable; nil until asked for.
	given      map[types.Object]*apimodel.Callback
	unbuffered map[types.Object]bool
}

// find implements Result.Calls.
func (f *finder) find() []Call {
	var found []Call
	for _, cb := range slices.Concat(f.loops.Callbacks(), f.loops.Reentrant()) {
		row := cb.Loop.Row
		if row != nil && cb.Body != nil && f.mayCall(cb.Body, row) {
			found = append(found, f.callback(cb, row)...)
		}
	}
	found = append(found, f.actors()...)
	slices.SortStableFunc(found, func(a, b Call) int { return cmp.Compare(a.Node.Pos(), b.Node.Pos()) })
	// A function may be a callback in several ways, and one call lead to several.
	return slices.CompactFunc(found, func(a, b Call) bool { return a.Node == b.Node })
}

// mayCall reports whether the function with the given body, or one of this
// package that it names, names a function that row forbids: without that there is
// no need to look at the SSA form.
func (f *finder) mayCall(body ast.Node, row *apimodel.Callback) bool {
	if len(row.Forbidden) == 0 {
		return false
	}
	seen := map[ast.Node]bool{body: true}
	for work := []ast.Node{body}; len(work) > 0; {
		n := work[0]
		work = work[1:]
		found := false
		ast.Inspect(n, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok || found {
				return !found
			}
			fn, ok := f.pass.TypesInfo.Uses[id].(*types.Func)
			if !ok || fn.Pkg() == nil {
				return true
			}
			if fn.Pkg() != f.pass.Pkg {
				found = hangs(row, fn) != nil
			} else if decl := f.decl(fn); decl != nil && !seen[decl] {
				seen[decl] = true
				work = append(work, decl)
			}
			return true
		})
		if found {
			return true
		}
	}
	return false
}

// decl returns the declaration of fn, a function of this package; nil if it has
// no body.
func (f *finder) decl(fn *types.Func) *ast.FuncDecl {
	if f.decls == nil {
		f.decls = make(map[*types.Func]*ast.FuncDecl)
		for _, file := range f.pass.Files {
			for _, decl := range file.Decls {
				if decl, ok := decl.(*ast.FuncDecl); ok && decl.Body != nil {
					if fn, ok := f.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
						f.decls[fn] = decl
					}
				}
			}
		}
	}
	return f.decls[fn.Origin()]
}

// hangs returns what row says of a call of fn, nil if that is no call that waits
// for the callback.
func hangs(row *apimodel.Callback, fn *types.Func) *apimodel.Forbidden {
	if call := row.Forbids(fn); call != nil && call.Hangs != apimodel.Elsewhere {
		return call
	}
	return nil
}

// callback returns what is forbidden in one callback.
func (f *finder) callback(cb loops.Callback, row *apimodel.Callback) []Call {
	root := f.loops.Frame(&cb)
	if root == nil {
		return nil
	}
	found := f.calls(root, row, f.owner(&cb, row, root))
	for i := range found {
		found[i].Callback = &cb
	}
	return found
}

// calls returns what row forbids of what root comes to call.
func (f *finder) calls(root *loops.Frame, row *apimodel.Callback, owner *owner) []Call {
	var found []Call
	for frame := range f.loops.Frames(root) {
		for instr := range frame.Instrs() {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if _, ok := instr.(*ssa.Go); ok {
				continue
			}
			callee := f.ir.Callee(call.Common())
			if callee.Func == nil || slices.ContainsFunc(found, func(c Call) bool { return c.Func == callee.Func }) {
				continue
			}
			what := hangs(row, callee.Func)
			if what == nil || !owner.concerns(what, frame, callee) {
				continue
			}
			if c, ok := f.describe(frame, call, callee.Func); ok {
				c.Row = row
				found = append(found, c)
			}
		}
	}
	return found
}

// describe returns the way to call, in frame, from the callback.
func (f *finder) describe(frame *loops.Frame, call ssa.CallInstruction, fn *types.Func) (Call, bool) {
	c := Call{Func: fn}
	for _, step := range append(frame.Chain(), call) {
		callee := f.ir.Callee(step.Common()).Func
		if step == call {
			callee = fn
		}
		c.Chain = append(c.Chain, Step{Func: callee, Pos: step.Common().Pos()})
	}
	var ok bool
	c.Node, ok = ir.Innermost[*ast.CallExpr](f.ir, c.Chain[0].Pos)
	return c, ok
}
