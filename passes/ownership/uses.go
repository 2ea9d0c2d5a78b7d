package ownership

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
)

// walk collects the equations of a function, which is all that is asked about:
// what happens to the variables of package-level literals concerns nobody else.
func (s *solver) walk(decl *ast.FuncDecl, fn *types.Func) {
	s.fn = fn
	ast.Inspect(decl, func(n ast.Node) bool {
		if n == nil {
			if _, ok := s.stack[len(s.stack)-1].(*ast.FuncLit); ok {
				s.lits = s.lits[:len(s.lits)-1]
			}
			s.stack = s.stack[:len(s.stack)-1]
			return true
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			s.lits = append(s.lits, n)
		case *ast.Ident:
			s.ident(n)
		case *ast.AssignStmt:
			s.assign(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			names := make([]ast.Expr, len(n.Names))
			for i, name := range n.Names {
				names[i] = name
			}
			s.assign(names, n.Values)
		case *ast.ReturnStmt:
			s.returned(n)
		}
		s.stack = append(s.stack, n)
		return true
	})
}

// matters reports whether a parameter or result of fn can be, or hold, a
// resource. What becomes of the other functions' variables is their own
// business.
func (s *solver) matters(fn *types.Func) bool {
	sig := fn.Signature()
	if recv := sig.Recv(); recv != nil && s.types.of(recv.Type()) != ignored {
		return true
	}
	for _, vars := range []*types.Tuple{sig.Params(), sig.Results()} {
		for v := range vars.Variables() {
			if s.types.of(v.Type()) != ignored {
				return true
			}
		}
	}
	return false
}

// ident handles the declaration or use of a variable.
func (s *solver) ident(id *ast.Ident) {
	if v, ok := s.info.Defs[id].(*types.Var); ok {
		if !v.IsField() && v.Parent() != s.pass.Pkg.Scope() {
			if n := s.variable(v); n != nil {
				n.home = s.home()
			}
		}
		return
	}
	v, ok := s.info.Uses[id].(*types.Var)
	if !ok || v.IsField() || v.Pkg() != s.pass.Pkg || v.Parent() == s.pass.Pkg.Scope() {
		return
	}
	n := s.variable(v)
	if n == nil {
		return
	}
	capture := s.capture(n.home)
	if capture == captureKeeps {
		n.effects |= kept
		return
	}
	s.use(n, id, capture == captureCalls)
}

func (s *solver) home() *ast.FuncLit {
	if len(s.lits) == 0 {
		return nil
	}
	return s.lits[len(s.lits)-1]
}

// A capture says what becomes of the literals between a variable's use and its
// declaration.
type capture uint8

const (
	captureNone  capture = iota
	captureCalls         // they are called synchronously
	captureKeeps         // one of them is kept, or runs on another goroutine
)

func (s *solver) capture(home *ast.FuncLit) capture {
	c := captureNone
	for _, lit := range slices.Backward(s.lits) {
		if lit == home {
			break
		}
		if s.cbs.Effects(lit)&^callbacks.Sync != 0 {
			return captureKeeps
		}
		c = captureCalls
	}
	return c
}

// parent returns the ancestor of the node at hand, its parent for 0.
func (s *solver) parent(up int) ast.Node {
	if i := len(s.stack) - 1 - up; i >= 0 {
		return s.stack[i]
	}
	return nil
}

// use adds what the use at hand, an identifier, does to dst.
func (s *solver) use(dst *node, id *ast.Ident, captured bool) {
	is := func(e effects) {
		if captured {
			e = inLiteral(e)
		}
		dst.effects |= e
	}
	from := func(src *node, call bool) {
		s.flows = append(s.flows, flow{dst: dst, src: src, call: call, captured: captured})
	}
	var child ast.Node = id
	for up := 0; ; up++ {
		parent := s.parent(up)
		switch p := parent.(type) {
		case *ast.ParenExpr, *ast.StarExpr:
			// the value goes on
		case *ast.TypeAssertExpr:
			if sw, ok := s.parent(up + 2).(*ast.TypeSwitchStmt); ok && sw.Assign == s.parent(up+1) {
				for _, clause := range sw.Body.List {
					if v, ok := s.info.Implicits[clause].(*types.Var); ok {
						if n := s.variable(v); n != nil {
							n.home = s.home()
							from(n, false)
						}
					}
				}
				return
			}
		case *ast.SelectorExpr:
			if p.X != child {
				return
			}
			switch obj := s.info.Uses[p.Sel].(type) {
			case *types.Func:
				s.method(obj, p, up, is, from)
				return
			case *types.Var:
				if k := s.types.of(obj.Type()); k != resource && k != function {
					return
				}
			default:
				return
			}
		case *ast.CallExpr:
			_, isGo := s.parent(up + 1).(*ast.GoStmt)
			if ast.Unparen(p.Fun) == child || p.Fun == child {
				is(s.release(up))
				return
			}
			if !s.argument(p, child, isGo, is, from) {
				return
			}
		case *ast.AssignStmt:
			i := slices.IndexFunc(p.Rhs, func(e ast.Expr) bool { return e == child })
			if i < 0 {
				return // assigned to: no use of the value
			}
			s.stored(p.Lhs[i], is, from)
			return
		case *ast.ValueSpec:
			i := slices.IndexFunc(p.Values, func(e ast.Expr) bool { return e == child })
			if i < 0 {
				is(unknown)
				return
			}
			s.stored(p.Names[i], is, from)
			return
		case *ast.ReturnStmt:
			is(returned)
			return
		case *ast.SendStmt:
			if p.Value == child {
				is(kept)
			}
			return
		case *ast.KeyValueExpr, *ast.CompositeLit:
			is(kept)
			return
		case *ast.IndexExpr:
			if a, ok := s.parent(up + 1).(*ast.AssignStmt); ok && p.Index == child && slices.Contains(a.Lhs, ast.Expr(p)) {
				is(kept) // the key of a map
			}
			return
		case *ast.UnaryExpr:
			if p.Op == token.AND {
				is(unknown)
			}
			return
		case *ast.SliceExpr:
			is(unknown)
			return
		default:
			return // a comparison, a condition, a range over it
		}
		child = parent
	}
}

// release returns what a call whose ancestor at up is the call itself means:
// a release, perhaps a deferred one.
func (s *solver) release(up int) effects {
	if d, ok := s.parent(up + 1).(*ast.DeferStmt); ok && d.Call == s.parent(up) {
		return deferred
	}
	return released
}

// method handles the selection of a method of the value. up is the ancestor
// of the node at hand that is the selector.
func (s *solver) method(fn *types.Func, sel *ast.SelectorExpr, up int, is func(effects), from func(*node, bool)) {
	fn = fn.Origin()
	rel := s.model.Releases(fn)
	releases := rel != nil && rel.Param < 0
	call, ok := s.parent(up + 1).(*ast.CallExpr)
	if !ok || call.Fun != sel { // a method value, to be called by others
		if releases {
			is(deferred)
		} else {
			is(unknown)
		}
		return
	}
	if releases {
		is(s.release(up + 1))
		return
	}
	if _, isGo := s.parent(up + 2).(*ast.GoStmt); isGo {
		is(kept)
		return
	}
	if s.declared[fn] {
		if recv := fn.Signature().Recv(); recv != nil {
			if n := s.variable(recv); n != nil {
				from(n, true)
			}
		}
		return
	}
	is(s.foreignEffects(fn, -1).passed())
}

// argument handles a value that is an argument of call. It returns true if the
// call's result is, or holds, the value and has to be followed.
func (s *solver) argument(call *ast.CallExpr, arg ast.Node, isGo bool, is func(effects), from func(*node, bool)) bool {
	tv := s.info.Types[call.Fun]
	switch {
	case tv.IsType():
		return true
	case tv.IsBuiltin():
		if id, ok := ast.Unparen(call.Fun).(*ast.Ident); !ok || id.Name == "append" || id.Name == "panic" || id.Name == "copy" {
			is(kept)
		}
		return false
	case isGo:
		is(kept)
		return false
	}
	i := slices.IndexFunc(call.Args, func(e ast.Expr) bool { return e == arg })
	if i < 0 {
		is(unknown)
		return false
	}
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		if sig, ok := s.info.TypeOf(lit).(*types.Signature); ok && !sig.Variadic() && i < sig.Params().Len() {
			if n := s.variable(sig.Params().At(i)); n != nil {
				from(n, true)
				return false
			}
		}
		is(unknown)
		return false
	}
	fn, ok := typeutil.Callee(s.info, call).(*types.Func)
	if !ok {
		is(unknown)
		return false
	}
	fn = fn.Origin()
	if v := paramVar(fn, i); s.declared[fn] && v != nil {
		if rel := s.model.Releases(fn); rel != nil && rel.Param == i {
			is(released)
		} else if n := s.variable(v); n != nil {
			from(n, true)
		} else {
			is(unknown)
		}
		return false
	}
	if fn.Pkg() != nil && apimodel.IsStd(fn.Pkg().Path()) && stdUseOf(fn) == stdWraps {
		return true
	}
	is(s.paramEffects(fn, i).passed())
	return false
}

// stored handles a value that is assigned to lhs.
func (s *solver) stored(lhs ast.Expr, is func(effects), from func(*node, bool)) {
	id, ok := ast.Unparen(lhs).(*ast.Ident)
	if !ok {
		is(kept)
		return
	}
	v, ok := s.info.ObjectOf(id).(*types.Var)
	if !ok {
		return // the blank identifier
	}
	if v.Parent() == s.pass.Pkg.Scope() {
		is(kept)
		return
	}
	if n := s.variable(v); n != nil {
		from(n, false)
		return
	}
	is(kept)
}
