package callbacks

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/directives"
)

// A node is a function value or a variable that holds some.
type node struct {
	effects Effects
	loop    *Loop        // if effects has OnLoop: the first one found
	site    ast.Node     // where the loop's API gets the value
	fn      *types.Func  // of a value that names a function
	home    *ast.FuncLit // the innermost literal that contains the value or declares the variable, nil if none
}

// A flow is one equation: the effects of dst include those of a use. The use
// does what base says, or what becomes of src; and counts as what becomes of
// the literals in via, the innermost first, which lie between the use and the
// home of dst.
type flow struct {
	dst  *node
	via  []*node
	base Effects
	loop *Loop
	site ast.Node
	src  *node
}

// A solver collects the equations of a package and solves them.
type solver struct {
	pass   *analysis.Pass
	info   *types.Info
	model  *apimodel.Model
	dirs   *directives.Result
	config *config

	funcs    []*types.Func // declared with a body, in source order
	declared map[*types.Func]bool
	values   map[ast.Expr]*node
	vars     map[*types.Var]*node
	flows    []flow

	stack []ast.Node     // the path from the file to the node at hand
	lits  []*ast.FuncLit // those of stack
}

func newSolver(pass *analysis.Pass) *solver {
	s := &solver{
		pass: pass, info: pass.TypesInfo, model: apimodel.Of(pass), dirs: directives.Of(pass),
		declared: make(map[*types.Func]bool),
		values:   make(map[ast.Expr]*node),
		vars:     make(map[*types.Var]*node),
	}
	s.config = &config{pass: pass}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil {
				continue
			}
			if fn, ok := s.info.Defs[decl.Name].(*types.Func); ok {
				s.funcs = append(s.funcs, fn)
				s.declared[fn] = true
			}
		}
	}
	return s
}

// solve repeats the equations until nothing changes. Effects only grow, and
// each node has few, so the rounds are few.
func (s *solver) solve() {
	for changed := true; changed; {
		changed = false
		for i := range s.flows {
			f := &s.flows[i]
			effects, loop, site := f.base, f.loop, f.site
			if f.src != nil {
				effects |= f.src.effects
				if loop == nil {
					loop = f.src.loop
					if f.src.site != nil && site == nil {
						site = f.src.site
					}
				}
			}
			for _, lit := range f.via {
				if !effects.Has(Sync) {
					continue
				}
				effects = effects&^Sync | lit.effects
				if loop == nil && lit.loop != nil {
					loop, site = lit.loop, lit.site
				}
			}
			if f.dst.effects|effects != f.dst.effects {
				f.dst.effects |= effects
				changed = true
			}
			if f.dst.loop == nil && loop != nil && effects.Has(OnLoop) {
				f.dst.loop, f.dst.site = loop, site
				changed = true
			}
		}
	}
}

// paramEffects implements Result.Param.
func (s *solver) paramEffects(fn *types.Func, i int) (Effects, *Loop) {
	fn = fn.Origin()
	if e, loop, ok := s.declaredEffects(fn, i); ok {
		return e, loop
	}
	if s.declared[fn] {
		if n := s.vars[paramVar(fn, i)]; n != nil {
			return n.effects, n.loop
		}
		return 0, nil // a parameter without a name cannot be used
	}
	var fact paramsFact
	if fn.Pkg() != s.pass.Pkg && s.pass.ImportObjectFact(fn, &fact) {
		return fact.effects(i)
	}
	return Unknown, nil
}

// declaredEffects returns what directives and the model say of fn's parameter.
func (s *solver) declaredEffects(fn *types.Func, i int) (Effects, *Loop, bool) {
	if s.dirs.DeclaredParam(fn, directives.Spawns, i) != nil {
		return Async, nil, true
	}
	if s.dirs.DeclaredParam(fn, directives.EventLoopParam, i) != nil {
		return OnLoop, DirectiveLoop(fn), true
	}
	if fn.Pkg() == nil {
		return Unknown, nil, true
	}
	if s.model.CallsParam(fn, i) {
		return Sync, nil, true
	}
	for _, row := range s.model.ParamCallbacks(fn) {
		if row.Param == i && !row.Interface && row.Reentry == "" && s.config.holds(row) {
			return OnLoop, FromRow(row, fn.Pkg()), true
		}
	}
	for _, row := range s.model.ParamNegatives(fn) {
		if row.Param == i {
			return runsOn(row.RunsOn), nil, true
		}
	}
	for _, row := range s.model.Spawners(fn) {
		if row.Param == i {
			return runs(row.Runs), nil, true
		}
	}
	return 0, nil, false
}

// paramVar returns fn's parameter that argument i is assigned to.
func paramVar(fn *types.Func, i int) *types.Var {
	params := fn.Signature().Params()
	if i = min(i, params.Len()-1); i < 0 {
		return nil
	}
	return params.At(i)
}

// isFuncs reports whether t is a function type, or a slice of one.
func isFuncs(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Slice:
		_, ok := u.Elem().Underlying().(*types.Signature)
		return ok
	}
	return false
}

func isInterfaceMethod(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}
