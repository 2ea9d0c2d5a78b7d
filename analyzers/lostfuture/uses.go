package lostfuture

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A mention is an expression, a variable or a call, with all of the selectors
// that follow it: cmd, cmd.Process.Kill.
type mention struct {
	at   inspector.Cursor // the whole of it, parentheses included
	path string           // the selectors: "", "Process.Kill"
	last *ast.SelectorExpr
}

// mentionOf returns what is mentioned where the expression at the cursor stands.
func mentionOf(at inspector.Cursor) mention {
	var names []string
	m := mention{at: at}
	for {
		switch m.at.ParentEdgeKind() {
		case edge.ParenExpr_X:
		case edge.SelectorExpr_X:
			m.last = m.at.Parent().Node().(*ast.SelectorExpr)
			names = append(names, m.last.Sel.Name)
		default:
			m.path = strings.Join(names, ".")
			return m
		}
		m.at = m.at.Parent()
	}
}

// method returns the method that is called, nil if m is not the callee of a call.
func (c *checker) method(m mention) *types.Func {
	if m.last == nil || m.at.ParentEdgeKind() != edge.CallExpr_Fun {
		return nil
	}
	fn, _ := c.info.Uses[m.last.Sel].(*types.Func)
	return fn
}

// assigned reports whether m is what an assignment assigns to.
func (m mention) assigned() bool { return m.at.ParentEdgeKind() == edge.AssignStmt_Lhs }

// comparedWithNil reports whether m is compared with nil and no more.
func (c *checker) comparedWithNil(m mention) bool {
	switch m.at.ParentEdgeKind() {
	case edge.BinaryExpr_X, edge.BinaryExpr_Y:
		cmp := m.at.Parent().Node().(*ast.BinaryExpr)
		return c.info.Types[cmp.X].IsNil() || c.info.Types[cmp.Y].IsNil()
	}
	return false
}

// local returns the variable that e names if a function declares it in its body;
// nil for everything else.
func (c *checker) local(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := c.info.ObjectOf(id).(*types.Var)
	if !ok || v.Kind() != types.LocalVar {
		return nil
	}
	return v
}

// scope returns the declaration that v, a variable of a function, is in.
func (c *checker) scope(v *types.Var) (inspector.Cursor, bool) {
	at, ok := c.in.Root().FindByPos(v.Pos(), v.Pos())
	if !ok {
		return at, false
	}
	for decl := range at.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		at = decl
	}
	return at, true
}

// names yields the identifiers that name v, a variable of a function, its
// declaration among them.
func (c *checker) names(v *types.Var) iter.Seq[inspector.Cursor] {
	return func(yield func(inspector.Cursor) bool) {
		scope, ok := c.scope(v)
		if !ok {
			return
		}
		for at := range scope.Preorder((*ast.Ident)(nil)) {
			if id := at.Node().(*ast.Ident); id.Name == v.Name() && c.info.ObjectOf(id) == v && !yield(at) {
				return
			}
		}
	}
}

// mentions yields the mentions of v, a variable of a function, without its
// declaration.
func (c *checker) mentions(v *types.Var) iter.Seq[mention] {
	return func(yield func(mention) bool) {
		for at := range c.names(v) {
			if c.info.Defs[at.Node().(*ast.Ident)] == nil && !yield(mentionOf(at)) {
				return
			}
		}
	}
}

// sources yields what v, a local variable, is assigned: nil for its zero value, a
// call that has several results, or what a loop ranges over.
func (c *checker) sources(v *types.Var) iter.Seq[ast.Expr] {
	return func(yield func(ast.Expr) bool) {
		for at := range c.names(v) {
			kind, i := at.ParentEdge()
			var values []ast.Expr
			n := 1
			switch kind {
			case edge.AssignStmt_Lhs:
				assign := at.Parent().Node().(*ast.AssignStmt)
				values, n = assign.Rhs, len(assign.Lhs)
			case edge.ValueSpec_Names:
				spec := at.Parent().Node().(*ast.ValueSpec)
				values, n = spec.Values, len(spec.Names)
			case edge.RangeStmt_Key, edge.RangeStmt_Value:
				values = []ast.Expr{at.Parent().Node().(*ast.RangeStmt).X}
			default:
				continue
			}
			var value ast.Expr
			switch {
			case len(values) == n:
				value = ast.Unparen(values[i])
			case len(values) == 1:
				value = ast.Unparen(values[0])
			}
			if !yield(value) {
				return
			}
		}
	}
}

// variable returns the variable or the field that e denotes, through pointers
// and addresses; nil if it is something else.
func (c *checker) variable(e ast.Expr) *types.Var {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.StarExpr:
			e = x.X
			continue
		case *ast.UnaryExpr:
			if x.Op == token.AND {
				e = x.X
				continue
			}
		case *ast.Ident:
			v, _ := c.info.ObjectOf(x).(*types.Var)
			return v
		case *ast.SelectorExpr:
			v, _ := c.info.Uses[x.Sel].(*types.Var)
			return v
		}
		return nil
	}
}

// receiver returns the variable or field whose method expr calls: see receiverOf.
func (c *checker) receiver(expr *ast.CallExpr) *types.Var {
	sel, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	return c.receiverOf(sel)
}

// receiverOf returns the variable or field whose method sel selects: the embedded
// field if the method is promoted. It is nil for other receivers.
func (c *checker) receiverOf(sel *ast.SelectorExpr) *types.Var {
	s := c.info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal {
		return nil
	}
	var embedded *types.Var
	t := s.Recv()
	for _, i := range s.Index()[:len(s.Index())-1] {
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
		strct, ok := t.Underlying().(*types.Struct)
		if !ok {
			return nil
		}
		embedded = strct.Field(i).Origin()
		t = embedded.Type()
	}
	if embedded != nil {
		return embedded
	}
	v := c.variable(sel.X)
	if v != nil {
		v = v.Origin()
	}
	return v
}

// related is the list of the evidence given.
func related(evidence ...analysis.RelatedInformation) []analysis.RelatedInformation { return evidence }
