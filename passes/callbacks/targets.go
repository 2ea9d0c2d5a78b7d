package callbacks

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/directives"
)

// argument handles a value that is the argument arg of call. It returns true
// if the call is a conversion, whose result is to be followed.
func (s *solver) argument(call *ast.CallExpr, arg ast.Node, add func(flow), is func(Effects), onLoop func(*Loop, ast.Node)) bool {
	tv := s.info.Types[call.Fun]
	if tv.IsType() {
		if loop := s.typeLoop(tv.Type); loop != nil {
			onLoop(loop, call)
			return false
		}
		return true
	}
	index := slices.IndexFunc(call.Args, func(e ast.Expr) bool { return e == arg })
	if tv.Type == nil { // broken code
		is(Unknown)
		return false
	}
	if tv.IsBuiltin() {
		if id, ok := ast.Unparen(call.Fun).(*ast.Ident); !ok || id.Name == "append" {
			is(Stored)
		}
		return false
	}
	sig, ok := tv.Type.Underlying().(*types.Signature)
	if index < 0 || !ok || sig.Params().Len() == 0 {
		is(Unknown)
		return false
	}
	index = min(index, sig.Params().Len()-1)
	fn, ok := typeutil.Callee(s.info, call).(*types.Func)
	if !ok {
		is(Unknown)
		return false
	}
	fn = fn.Origin()
	t := sig.Params().At(index).Type()
	if slice, ok := t.Underlying().(*types.Slice); ok && sig.Variadic() && index == sig.Params().Len()-1 {
		t = slice.Elem()
	}
	typed := s.typeLoop(t)
	if s.declared[fn] {
		if typed != nil {
			onLoop(typed, call)
		}
		if e, loop, ok := s.declaredEffects(fn, index); ok {
			add(flow{base: e, loop: loop, site: call})
			return false
		}
		if v := paramVar(fn, index); v != nil && isFuncs(v.Type()) {
			add(flow{src: s.variable(v), site: call})
			return false
		}
		is(Unknown)
		return false
	}
	e, loop := s.paramEffects(fn, index)
	if typed != nil && !e.Has(OnLoop) && (e == 0 || e&(Stored|Unknown) != 0) {
		e, loop = e&^Unknown|OnLoop, typed
	}
	add(flow{base: e, loop: loop, site: call})
	return false
}

// assigned handles a value on either side of an assignment.
func (s *solver) assigned(a *ast.AssignStmt, child ast.Node, add func(flow), is func(Effects), onLoop func(*Loop, ast.Node)) {
	i := slices.IndexFunc(a.Rhs, func(e ast.Expr) bool { return e == child })
	if i < 0 || len(a.Lhs) != len(a.Rhs) {
		return // assigned to: no use of the value
	}
	switch lhs := ast.Unparen(a.Lhs[i]).(type) {
	case *ast.Ident:
		s.toVar(lhs, a, add, is, onLoop)
	case *ast.SelectorExpr:
		if field, ok := s.info.Uses[lhs.Sel].(*types.Var); ok {
			if loop := s.fieldLoop(s.info.TypeOf(lhs.X), field); loop != nil {
				onLoop(loop, a)
				return
			}
		}
		is(Stored)
	case *ast.IndexExpr:
		if loop := s.typeLoop(s.info.TypeOf(lhs)); loop != nil {
			onLoop(loop, a)
			return
		}
		is(Stored)
	default:
		is(Stored)
	}
}

// toVar handles a value that is assigned to the variable that id names.
func (s *solver) toVar(id *ast.Ident, site ast.Node, add func(flow), is func(Effects), onLoop func(*Loop, ast.Node)) {
	v, ok := s.info.ObjectOf(id).(*types.Var)
	switch {
	case !ok: // the blank identifier
	case v.Parent() != s.pass.Pkg.Scope():
		if isFuncs(v.Type()) {
			add(flow{src: s.variable(v)})
		} else {
			is(Stored)
		}
	default:
		if s.dirs.Declared(v, directives.EventLoop) != nil {
			onLoop(DirectiveLoop(v), site)
		} else if loop := s.typeLoop(v.Type()); loop != nil {
			onLoop(loop, site)
		} else {
			is(Stored)
		}
	}
}

// keyed handles a value of the pair kv in lit. It returns false if lit is a
// slice or array, which is to be followed.
func (s *solver) keyed(lit *ast.CompositeLit, kv *ast.KeyValueExpr, is func(Effects), onLoop func(*Loop, ast.Node)) bool {
	t := s.info.TypeOf(lit)
	if t == nil {
		is(Unknown)
		return true
	}
	if isFuncs(t) {
		return false
	}
	if key, ok := kv.Key.(*ast.Ident); ok {
		if field, ok := s.info.Uses[key].(*types.Var); ok && field.IsField() {
			if loop := s.fieldLoop(t, field); loop != nil {
				onLoop(loop, lit)
				return true
			}
		}
	}
	if m, ok := t.Underlying().(*types.Map); ok {
		if loop := s.typeLoop(m.Elem()); loop != nil {
			onLoop(loop, lit)
			return true
		}
	}
	is(Stored)
	return true
}

// toComposite handles an element without a key.
func (s *solver) toComposite(lit *ast.CompositeLit, elem ast.Node, is func(Effects), onLoop func(*Loop, ast.Node)) {
	t := s.info.TypeOf(lit)
	if t != nil {
		if st, ok := t.Underlying().(*types.Struct); ok {
			i := slices.IndexFunc(lit.Elts, func(e ast.Expr) bool { return e == elem })
			if i >= 0 && i < st.NumFields() {
				if loop := s.fieldLoop(t, st.Field(i)); loop != nil {
					onLoop(loop, lit)
					return
				}
			}
		}
	}
	is(Stored)
}

// resultLoop returns the loop of the function type as which a value is
// returned, nil if there is none.
func (s *solver) resultLoop(ret *ast.ReturnStmt, value ast.Node) *Loop {
	i := slices.IndexFunc(ret.Results, func(e ast.Expr) bool { return e == value })
	var sig *types.Signature
	if lit := s.home(); lit != nil {
		sig, _ = s.info.TypeOf(lit).(*types.Signature)
	} else {
		for _, n := range s.stack {
			if decl, ok := n.(*ast.FuncDecl); ok {
				if fn, ok := s.info.Defs[decl.Name].(*types.Func); ok {
					sig = fn.Signature()
				}
			}
		}
	}
	if sig == nil || i < 0 || i >= sig.Results().Len() {
		return nil
	}
	return s.typeLoop(sig.Results().At(i).Type())
}

func isSlice(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// runs translates a spawner row's words.
func runs(words string) Effects {
	switch {
	case strings.HasPrefix(words, "caller"):
		return Sync
	case strings.HasPrefix(words, "coroutine"):
		return Stored // runs while somebody asks for its values
	}
	return Async
}

// runsOn translates a negative row's words.
func runsOn(words string) Effects {
	if strings.HasPrefix(words, "calling goroutine") {
		return Sync
	}
	return Async
}
