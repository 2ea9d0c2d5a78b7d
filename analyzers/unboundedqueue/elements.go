package unboundedqueue

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// Elements tells which variables hold elements of a queue, or what was made of
// them, as far as functions hand them on: from the queue by assignments and loops, to parameters
// of functions of the package, and back by what they return. The order of
// statements doesn't matter.
type elements struct {
	c       *checker
	vars    map[*types.Var]bool
	results map[ast.Node]bool // functions that return elements
	funcs   []ast.Node        // what is looked through, in the order of discovery
	known   map[ast.Node]bool // funcs
	changed bool
}

// Limits of the search for elements: where a queue has more to do with, the rest is
// not known.
const (
	maxElementFuncs  = 200
	maxElementRounds = 8
)

// elementsOf returns where the elements of q go, if the functions on the way to v
// take them out.
func (c *checker) elementsOf(q *queue, v *visit) *elements {
	el := &elements{c: c, vars: map[*types.Var]bool{q.v: true}, results: make(map[ast.Node]bool), known: make(map[ast.Node]bool)}
	for ; v != nil; v = v.from {
		el.visit(v.fn)
	}
	for range maxElementRounds {
		el.changed = false
		for i := 0; i < len(el.funcs); i++ {
			el.through(el.funcs[i])
		}
		if !el.changed {
			break
		}
	}
	return el
}

func (el *elements) visit(fn ast.Node) {
	if !el.known[fn] && len(el.funcs) < maxElementFuncs {
		el.known[fn] = true
		el.funcs = append(el.funcs, fn)
		el.changed = true
	}
}

// through follows the elements through one function and the literals in it.
func (el *elements) through(fn ast.Node) {
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				rhs := n.Rhs[0]
				if len(n.Lhs) == len(n.Rhs) {
					rhs = n.Rhs[i]
				}
				if el.in(rhs) {
					if index, ok := ast.Unparen(lhs).(*ast.IndexExpr); ok {
						lhs = index.X
					}
					el.assign(el.c.varOf(lhs), rhs)
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) && el.in(n.Values[i]) {
					el.assign(el.c.varOf(name), n.Values[i])
				}
			}
		case *ast.RangeStmt:
			if el.in(n.X) {
				for _, e := range []ast.Expr{n.Key, n.Value} {
					if e != nil {
						el.hold(el.c.varOf(e))
					}
				}
			}
		case *ast.ReturnStmt:
			for _, e := range n.Results {
				if !el.results[fn] && el.in(e) {
					el.results[fn] = true
					el.changed = true
				}
			}
		case *ast.CallExpr:
			el.pass(n)
		}
		return true
	})
}

// pass follows the arguments of a call into a function of the package.
func (el *elements) pass(call *ast.CallExpr) {
	fn := typeutil.StaticCallee(el.c.pass.TypesInfo, call)
	if fn == nil {
		return
	}
	d := el.c.graphOf().decls[fn.Origin()]
	if d == nil {
		return
	}
	sig := fn.Origin().Signature()
	for i, arg := range call.Args {
		if el.in(arg) {
			el.hold(sig.Params().At(min(i, sig.Params().Len()-1)))
			el.visit(d)
		}
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && sig.Recv() != nil && el.in(sel.X) {
		el.hold(sig.Recv())
		el.visit(d)
	}
}

// assign records that v holds elements if it gets its value of e, unless that is
// a number, a flag or an error that a call returns: it tells no more than how it went.
func (el *elements) assign(v *types.Var, e ast.Expr) {
	if v == nil {
		return
	}
	if _, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString == 0 {
			return
		}
		if types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
			return
		}
	}
	el.hold(v)
}

func (el *elements) hold(v *types.Var) {
	if v != nil && !el.vars[v] && v.Name() != "_" {
		el.vars[v] = true
		el.changed = true
	}
}

// in reports whether elements occur in n, beside their number.
func (el *elements) in(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if v, ok := el.c.pass.TypesInfo.Uses[n].(*types.Var); ok && el.vars[v.Origin()] {
				found = true
			}
		case *ast.CallExpr:
			if el.c.isBuiltin(n, "len") || el.c.isBuiltin(n, "cap") {
				return false
			}
			if fn := typeutil.StaticCallee(el.c.pass.TypesInfo, n); fn != nil {
				if d := el.c.graphOf().decls[fn.Origin()]; d != nil && el.results[d] {
					found = true
				}
			}
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	return found
}
