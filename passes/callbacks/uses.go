package callbacks

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/directives"
)

// walk collects the equations of a file.
func (s *solver) walk(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			last := s.stack[len(s.stack)-1]
			s.stack = s.stack[:len(s.stack)-1]
			if _, ok := last.(*ast.FuncLit); ok {
				s.lits = s.lits[:len(s.lits)-1]
			}
			return true
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			s.use(s.value(n, nil), n, nil)
			s.lits = append(s.lits, n)
		case *ast.Ident:
			s.ident(n)
		}
		s.stack = append(s.stack, n)
		return true
	})
}

// ident handles the declaration or use of a variable that holds functions, and
// a function's name that is used as a value.
func (s *solver) ident(id *ast.Ident) {
	if v, ok := s.info.Defs[id].(*types.Var); ok {
		if !v.IsField() && v.Parent() != s.pass.Pkg.Scope() && isFuncs(v.Type()) {
			s.variable(v).home = s.home()
		}
		return
	}
	switch obj := s.info.Uses[id].(type) {
	case *types.Var:
		if n := s.vars[obj]; n != nil {
			s.use(n, id, s.between(n.home))
		}
	case *types.Func:
		expr := ast.Expr(id)
		if sel, ok := s.parent(0).(*ast.SelectorExpr); ok && sel.Sel == id {
			expr = sel
		}
		if !s.isCalled(expr) {
			s.use(s.value(expr, obj.Origin()), expr, nil)
		}
	}
}

// isCalled reports whether expr, the identifier at hand or its selector, is
// what a call calls, for these are by far the most uses of functions' names.
func (s *solver) isCalled(expr ast.Expr) bool {
	up := 0
	if _, ok := expr.(*ast.SelectorExpr); ok {
		up = 1
	}
	for ; ; up++ {
		switch p := s.parent(up).(type) {
		case *ast.ParenExpr:
			expr = p
		case *ast.IndexExpr:
			if p.X != expr {
				return false
			}
			expr = p
		case *ast.IndexListExpr:
			expr = p
		case *ast.CallExpr:
			return p.Fun == expr
		default:
			return false
		}
	}
}

// parent returns the ancestor of the node at hand, its parent for 0.
func (s *solver) parent(up int) ast.Node {
	if i := len(s.stack) - 1 - up; i >= 0 {
		return s.stack[i]
	}
	return nil
}

func (s *solver) home() *ast.FuncLit {
	if len(s.lits) == 0 {
		return nil
	}
	return s.lits[len(s.lits)-1]
}

// between returns the literals around the node at hand that lie inside of
// home, the innermost first.
func (s *solver) between(home *ast.FuncLit) []*node {
	var via []*node
	for _, lit := range slices.Backward(s.lits) {
		if lit == home {
			break
		}
		via = append(via, s.values[lit])
	}
	return via
}

func (s *solver) value(expr ast.Expr, fn *types.Func) *node {
	n := &node{fn: fn, home: s.home()}
	s.values[expr] = n
	return n
}

func (s *solver) variable(v *types.Var) *node {
	n := s.vars[v]
	if n == nil {
		n = new(node)
		s.vars[v] = n
	}
	return n
}

// use adds the equation for the use expr of dst, which is the node at hand or,
// for a selector, its parent.
func (s *solver) use(dst *node, expr ast.Expr, via []*node) {
	add := func(f flow) {
		f.dst, f.via = dst, via
		s.flows = append(s.flows, f)
	}
	is := func(e Effects) { add(flow{base: e}) }
	onLoop := func(loop *Loop, site ast.Node) { add(flow{base: OnLoop, loop: loop, site: site}) }

	up := 0
	if _, ok := expr.(*ast.SelectorExpr); ok {
		up = 1
	}
	var child ast.Node = expr
	for ; ; up++ {
		parent := s.parent(up)
		switch p := parent.(type) {
		case *ast.ParenExpr:
			// the value goes on
		case *ast.IndexExpr:
			if p.X != child {
				is(Unknown)
				return
			}
		case *ast.IndexListExpr, *ast.SliceExpr:
		case *ast.CompositeLit:
			if t := s.info.TypeOf(p); t == nil || !isFuncs(t) {
				s.toComposite(p, child, is, onLoop)
				return
			}
		case *ast.KeyValueExpr:
			lit, ok := s.parent(up + 1).(*ast.CompositeLit)
			if ok && s.keyed(lit, p, is, onLoop) {
				return
			}
			if !ok {
				is(Stored)
				return
			}
			// an element of a slice with keys: the slice goes on
		case *ast.CallExpr:
			if p.Fun == child {
				if g, ok := s.parent(up + 1).(*ast.GoStmt); ok && g.Call == p {
					is(Async)
				} else {
					is(Sync)
				}
				return
			}
			if !s.argument(p, child, add, is, onLoop) {
				return
			}
		case *ast.AssignStmt:
			s.assigned(p, child, add, is, onLoop)
			return
		case *ast.ValueSpec:
			if i := slices.IndexFunc(p.Values, func(e ast.Expr) bool { return e == child }); i >= 0 && len(p.Values) == len(p.Names) {
				s.toVar(p.Names[i], p, add, is, onLoop)
			} else {
				is(Unknown)
			}
			return
		case *ast.RangeStmt:
			switch {
			case p.X != child: // assigned to: no use of the value
			case isSlice(s.info.TypeOf(p.X)):
				if id, ok := p.Value.(*ast.Ident); ok {
					s.toVar(id, p, add, is, onLoop)
				}
			default:
				is(Sync)
			}
			return
		case *ast.ReturnStmt:
			if loop := s.resultLoop(p, child); loop != nil {
				onLoop(loop, p)
			} else {
				is(Stored)
			}
			return
		case *ast.SendStmt:
			is(Stored)
			return
		case *ast.BinaryExpr: // a comparison with nil
			return
		default:
			is(Unknown)
			return
		}
		child = parent
	}
}

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
