package callbacks

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/nameable"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/directives"
)

// Analyzer computes a [*Result].
var Analyzer = &analysis.Analyzer{
	Name:       "callbacks",
	Doc:        rule.Doc(doc, "callbacks"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/callbacks",
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, directives.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(paramsFact), new(loopFact), new(boundedFact)},
}

// A paramsFact holds the effects of a function on its parameters of function
// type, by index. At most one loop is named.
type paramsFact struct {
	Index   []int
	Effects []int
	Loop    []string // API, Name, Offload, Pkg; empty if no effect is OnLoop
	Hangs   bool     // Loop.Deadlock
}

func (*paramsFact) AFact() {}

func (f *paramsFact) String() string {
	var parts []string
	for i, index := range f.Index {
		part := fmt.Sprintf("%d %v", index, Effects(f.Effects[i]))
		if Effects(f.Effects[i]).Has(OnLoop) && len(f.Loop) > 0 {
			part += " of " + f.Loop[0]
		}
		parts = append(parts, part)
	}
	return "callbacks: " + strings.Join(parts, ", ")
}

// A loopFact marks a named function type, a field or an interface method whose
// functions run on an event loop by a directive in its package.
type loopFact struct{}

func (*loopFact) AFact() {}

func (*loopFact) String() string { return "callbacks: eventloop" }

// Of returns the result for the package of pass. It is never nil: where a
// driver could not provide it, nothing is known.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return new(Result)
}

// A Result tells what becomes of the function values of a package.
type Result struct {
	values map[ast.Expr]*node
	loops  []Value
	solver *solver // nil if nothing is known
}

// A Value is a function that is used as a value, and runs on a loop.
type Value struct {
	Expr ast.Expr    // *ast.FuncLit, or the *ast.Ident or *ast.SelectorExpr that names Func
	Func *types.Func // nil for a literal
	Loop *Loop
	Site ast.Node // the call, assignment or composite literal that hands it over
}

// Effects returns what becomes of expr, a function literal or the name of a
// function that is used as a value, seen from the innermost function that
// contains it. It is Unknown for other expressions.
func (r *Result) Effects(expr ast.Expr) Effects {
	if n := r.values[expr]; n != nil {
		return n.effects
	}
	return Unknown
}

// Loops returns the function values that run on event loops, in source order.
func (r *Result) Loops() []Value { return r.loops }

// Param returns what fn, a function of any package, does with the function
// that is passed as its parameter i; the loop is nil unless the effects have
// OnLoop.
func (r *Result) Param(fn *types.Func, i int) (Effects, *Loop) {
	if r.solver == nil {
		return Unknown, nil
	}
	return r.solver.paramEffects(fn, i)
}

// OnLoop reports whether obj, an interface method, a field, or the name of a
// function type, carries the eventloop directive, here or in its own package.
func (r *Result) OnLoop(obj types.Object) bool { return r.solver != nil && r.solver.markedLoop(obj) }

// MarkedMethods returns the interface methods that carry the eventloop
// directive, those of this package in source order first, then those of
// others by name.
func (r *Result) MarkedMethods() []*types.Func {
	if r.solver == nil {
		return nil
	}
	var own, others []*types.Func
	for _, obj := range r.solver.dirs.Objects(directives.EventLoop) {
		if fn, ok := obj.(*types.Func); ok && isInterfaceMethod(fn) {
			own = append(own, fn)
		}
	}
	for _, f := range r.solver.pass.AllObjectFacts() {
		fn, ok := f.Object.(*types.Func)
		if _, isLoop := f.Fact.(*loopFact); ok && isLoop && fn.Pkg() != r.solver.pass.Pkg {
			others = append(others, fn)
		}
	}
	slices.SortFunc(others, func(a, b *types.Func) int { return cmp.Compare(a.FullName(), b.FullName()) })
	return append(own, others...)
}

// Hazard reports whether blocking in callbacks of row is a hazard of its own:
// not where only calling back into the API is one, nor where the configuration
// that the row presupposes is not the one that the package shows.
func (r *Result) Hazard(row *apimodel.Callback) bool { return r.solver != nil && r.solver.hazard(row) }

func run(pass *analysis.Pass) (any, error) {
	if apimodel.IsStd(pass.Pkg.Path()) {
		return new(Result), nil
	}
	s := newSolver(pass)
	for _, file := range pass.Files {
		s.walk(file)
	}
	s.solve()
	res := &Result{values: s.values, solver: s}
	for expr, n := range s.values {
		if n.effects.Has(OnLoop) && n.loop != nil {
			res.loops = append(res.loops, Value{Expr: expr, Func: n.fn, Loop: n.loop, Site: n.site})
		}
	}
	slices.SortFunc(res.loops, func(a, b Value) int { return cmp.Compare(a.Expr.Pos(), b.Expr.Pos()) })
	if nameable.Exports(pass) {
		s.export()
	}
	return res, nil
}

// export writes the facts.
func (s *solver) export() {
	s.exportBounded()
	for _, obj := range s.dirs.Objects(directives.EventLoop) {
		if fn, ok := obj.(*types.Func); ok && !isInterfaceMethod(fn) {
			continue // speaks of the function itself, not of values
		}
		if obj.Exported() {
			s.pass.ExportObjectFact(obj, new(loopFact))
		}
	}
	for _, obj := range append(s.dirs.Objects(directives.Spawns), s.dirs.Objects(directives.EventLoopParam)...) {
		if fn, ok := obj.(*types.Func); ok && isInterfaceMethod(fn) && fn.Exported() {
			if fact := s.fact(fn); fact != nil {
				s.pass.ExportObjectFact(fn, fact)
			}
		}
	}
	names := nameable.NewSet(s.pass.Pkg)
	for _, fn := range s.funcs {
		if !names.Has(fn) {
			continue
		}
		if fact := s.fact(fn); fact != nil {
			s.pass.ExportObjectFact(fn, fact)
		}
	}
}

// fact returns what importers should know of fn's parameters, nil if nothing.
func (s *solver) fact(fn *types.Func) *paramsFact {
	fact := new(paramsFact)
	for i := range fn.Signature().Params().Len() {
		if !isFuncs(fn.Signature().Params().At(i).Type()) && s.dirs.DeclaredParam(fn, directives.Spawns, i) == nil {
			continue
		}
		effects, loop := s.paramEffects(fn, i)
		if effects == Unknown {
			continue
		}
		fact.Index = append(fact.Index, i)
		fact.Effects = append(fact.Effects, int(effects))
		if loop != nil && len(fact.Loop) == 0 {
			fact.Loop = []string{loop.API, loop.Name, loop.Offload, loop.Pkg}
			fact.Hangs = loop.Deadlock
		}
	}
	if len(fact.Index) == 0 {
		return nil
	}
	return fact
}

// effects returns what the fact says of parameter i.
func (f *paramsFact) effects(i int) (Effects, *Loop) {
	at := slices.Index(f.Index, i)
	if at < 0 {
		return Unknown, nil
	}
	e := Effects(f.Effects[at])
	if !e.Has(OnLoop) || len(f.Loop) != 4 {
		return e, nil
	}
	return e, &Loop{API: f.Loop[0], Name: f.Loop[1], Offload: f.Loop[2], Pkg: f.Loop[3], Deadlock: f.Hangs}
}
