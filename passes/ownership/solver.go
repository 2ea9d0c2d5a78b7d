package ownership

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
)

// A node is a variable that may hold a resource.
type node struct {
	effects effects
	class   class
	home    *ast.FuncLit // the innermost literal that declares it, nil if none
	from    []source     // what is assigned to it, parameters left out
	queued  bool         // the solver has to look at what depends on it
}

// A source is what is assigned to a variable or returned: result index of a
// call, or a variable; or nil; or else.
type source struct {
	call  *types.Func // the static callee, of generic ones the origin
	index int
	alias *node
	null  bool
}

// A flow is one equation: the effects of dst include those of src, seen
// through a call (an argument) or an assignment.
type flow struct {
	dst, src *node
	call     bool
	captured bool // the use is in a literal that is called synchronously
}

// A solver collects the equations of a package and solves them.
type solver struct {
	pass  *analysis.Pass
	info  *types.Info
	model *apimodel.Model
	cbs   *callbacks.Result
	types classifier
	facts bool // there are facts to ask for

	funcs    []*types.Func // declared with a body, in source order
	declared map[*types.Func]bool
	decls    []*ast.FuncDecl // of funcs
	vars     map[*types.Var]*node
	returns  map[*types.Func][][]source // for each return statement, the sources of the results
	flows    []flow

	stack []ast.Node // the path from the file to the node at hand
	lits  []*ast.FuncLit
	fn    *types.Func // the declared function at hand

	owned map[*types.Func][]*apimodel.Resource
}

func newSolver(pass *analysis.Pass) *solver {
	s := &solver{
		pass: pass, info: pass.TypesInfo, model: apimodel.Of(pass), cbs: callbacks.Of(pass),
		types:    make(classifier),
		declared: make(map[*types.Func]bool),
		vars:     make(map[*types.Var]*node),
		returns:  make(map[*types.Func][][]source),
		owned:    make(map[*types.Func][]*apimodel.Resource),
	}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil {
				continue
			}
			if fn, ok := s.info.Defs[decl.Name].(*types.Func); ok {
				s.funcs = append(s.funcs, fn)
				s.decls = append(s.decls, decl)
				s.declared[fn] = true
			}
		}
	}
	return s
}

// solve propagates effects along the equations until nothing changes. Effects
// only grow, and there are five, so each equation is looked at a few times.
func (s *solver) solve() {
	uses := make(map[*node][]int) // the equations by their source
	for i, f := range s.flows {
		uses[f.src] = append(uses[f.src], i)
	}
	var todo []*node
	for _, f := range s.flows {
		if f.src.effects != 0 && !f.src.queued {
			f.src.queued = true
			todo = append(todo, f.src)
		}
	}
	for len(todo) > 0 {
		src := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		src.queued = false
		for _, i := range uses[src] {
			f := &s.flows[i]
			e := src.effects
			if f.call {
				e = e.passed()
			}
			if f.captured {
				e = inLiteral(e)
			}
			if f.dst.effects|e == f.dst.effects {
				continue
			}
			f.dst.effects |= e
			if !f.dst.queued {
				f.dst.queued = true
				todo = append(todo, f.dst)
			}
		}
	}
}

// inLiteral returns what effects in a literal that is called synchronously mean
// to the enclosing function: what the literal returns reaches its caller, and
// what it defers happens when it ends.
func inLiteral(e effects) effects { return e.passed() }

// variable returns the node of v, nil if v can't hold a resource.
func (s *solver) variable(v *types.Var) *node {
	if n, ok := s.vars[v]; ok {
		return n
	}
	var n *node
	if k := s.types.of(v.Type()); k != ignored {
		n = &node{class: k}
	}
	s.vars[v] = n
	return n
}

// paramVar returns fn's parameter that argument i is assigned to, the receiver
// for -1; nil if it has none, or if arguments are put into a slice for it.
func paramVar(fn *types.Func, i int) *types.Var {
	sig := fn.Signature()
	if i < 0 {
		return sig.Recv()
	}
	last := sig.Params().Len() - 1
	if i > last || sig.Variadic() && i == last {
		return nil
	}
	return sig.Params().At(i)
}

// paramEffects returns what calling fn means for its argument i, -1 for the
// receiver.
func (s *solver) paramEffects(fn *types.Func, i int) Effect {
	fn = fn.Origin()
	if rel := s.model.Releases(fn); rel != nil {
		if rel.Param == i {
			return Releases
		}
		if i < 0 {
			return Borrows
		}
	}
	if s.declared[fn] {
		v := paramVar(fn, i)
		if v == nil {
			return Unknown
		}
		if n := s.variable(v); n != nil {
			return n.effects.effect()
		}
		return Unknown
	}
	return s.foreignEffects(fn, i)
}

// foreignEffects is paramEffects for functions without a body here.
func (s *solver) foreignEffects(fn *types.Func, i int) Effect {
	if fn.Pkg() == nil {
		return Unknown
	}
	if apimodel.IsStd(fn.Pkg().Path()) {
		if i < 0 {
			return Borrows
		}
		switch stdUseOf(fn) {
		case stdBorrows:
			return Borrows
		case stdWraps:
			return Keeps
		case stdReleases:
			return Releases
		}
		return s.calledEffect(fn, i)
	}
	if fn.Pkg() != s.pass.Pkg {
		var fact ownershipFact
		if s.facts && s.pass.ImportObjectFact(fn, &fact) {
			if e := fact.param(i); e != Unknown {
				return e
			}
		}
	}
	if i < 0 {
		return Borrows
	}
	return s.calledEffect(fn, i)
}

// calledEffect is the effect on a function that is passed as argument i, and
// whose release is to be called.
func (s *solver) calledEffect(fn *types.Func, i int) Effect {
	v := paramVar(fn, i)
	if v == nil {
		return Unknown
	}
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return Unknown
	}
	switch e, _ := s.cbs.Param(fn, i); {
	case e.Has(callbacks.Unknown):
		return Unknown
	case e == 0:
		return Borrows
	case e == callbacks.Sync:
		return Releases
	}
	return Keeps
}
