package loopblock

import (
	"go/ast"
	"go/token"
	"go/types"
)

// origins knows what the package assigns to each of its variables and fields.
type origins struct {
	info *types.Info
	pkg  *types.Package

	values map[*types.Var][]ast.Expr // nil for what is not known

	// changed are the variables whose fields are assigned to.
	changed map[*types.Var]bool

	changesDefault bool // whether http.DefaultClient, or a field of it, is assigned to
}

// origins collects, when it is first asked for, what is assigned in the package.
func (c *checker) origins() *origins {
	if c.made != nil {
		return c.made
	}
	o := &origins{info: c.pass.TypesInfo, pkg: c.pass.Pkg, values: make(map[*types.Var][]ast.Expr), changed: make(map[*types.Var]bool)}
	c.made = o
	for _, file := range c.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					o.assigned(lhs, value(n.Rhs, i, len(n.Lhs)))
				}
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if len(n.Values) > 0 {
						o.assigned(name, value(n.Values, i, len(n.Names)))
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok {
					o.assigned(key, n.Value)
				}
			case *ast.RangeStmt:
				o.assigned(n.Key, nil)
				o.assigned(n.Value, nil)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					o.assigned(n.X, nil) // may be assigned through the pointer
				}
			}
			return true
		})
	}
	return o
}

// value returns what the i-th of n variables is assigned: of a call with several
// results, the call for the first one.
func value(values []ast.Expr, i, n int) ast.Expr {
	if len(values) == n || i == 0 && len(values) == 1 {
		return values[i]
	}
	return nil
}

func (o *origins) assigned(lhs, rhs ast.Expr) {
	if lhs == nil {
		return
	}
	if sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok {
		if v := o.variable(sel.X); v != nil {
			o.changed[v] = true
		}
		o.changesDefault = o.changesDefault || isDefaultClient(o.info, sel.Sel) || isDefaultClient(o.info, sel.X)
	}
	if v := o.variable(lhs); v != nil {
		o.values[v] = append(o.values[v], rhs)
	}
}

func isDefaultClient(info *types.Info, e ast.Expr) bool {
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok {
		e = sel.Sel
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	obj := info.Uses[id]
	return obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "net/http" && obj.Name() == "DefaultClient"
}

func (o *origins) variable(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	if v, ok := o.info.ObjectOf(id).(*types.Var); ok {
		return v.Origin()
	}
	return nil
}

// allFrom reports whether e, or all that the package assigns to the variable or
// field that e is, is such that made reports it. A variable that somebody else
// can assign to, or whose own fields are assigned to, is not known.
func (o *origins) allFrom(e ast.Expr, made func(ast.Expr) bool) bool {
	if e == nil {
		return false
	}
	if made(e) {
		return true
	}
	v := o.variable(e)
	if v == nil || o.changed[v] || len(o.values[v]) == 0 || v.Exported() && (v.IsField() || v.Parent() == o.pkg.Scope()) {
		return false
	}
	for _, value := range o.values[v] {
		if value == nil || !made(value) {
			return false
		}
	}
	return true
}
