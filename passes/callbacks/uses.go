package callbacks

import (
	"go/ast"
	"go/types"
	"slices"
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
