package lostcallbackerror

import (
	"go/ast"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
)

// A given is a function of this package that is handed to somebody who calls it
// with an error.
type given struct {
	row  *apimodel.ErrorAPI // nil if the model doesn't know who
	to   string             // what messages call the receiver of the function
	call *ast.CallExpr      // what hands it over, nil for an assignment
	at   inspector.Cursor   // where it is handed over: a literal, or a name

	node ast.Node // *ast.FuncLit or *ast.FuncDecl
	typ  *ast.FuncType
	body *ast.BlockStmt
}

// givens yields the functions that are handed over at cur, a node of one of the
// kinds in handovers. A function that is called by many names comes many times.
func (c *checker) givens(cur inspector.Cursor) iter.Seq[given] {
	return func(yield func(given) bool) {
		more := true
		place := func(expr ast.Expr, call *ast.CallExpr, to string, rows []*apimodel.ErrorAPI) {
			i := slices.IndexFunc(rows, func(row *apimodel.ErrorAPI) bool {
				// That a type is made for the functions which must look at their error
				// doesn't say that whoever takes one ever calls it with one.
				return row.Role == apimodel.ReceivesError && row.ErrorParam >= 0 && !(row.Must && row.Shape == apimodel.FuncType)
			})
			g := given{to: to, call: call}
			switch {
			case i >= 0:
				g.row = rows[i]
			case len(rows) > 0:
				return
			}
			at, ok := cur.FindNode(expr)
			if !ok {
				return
			}
			for _, node := range c.functions(at) {
				g.at, g.node = at, node
				g.typ, g.body = ir.FuncSyntax(node)
				more = more && g.body != nil && yield(g)
			}
		}
		c.handedOver(cur, place)
	}
}

// handovers are the kinds of nodes that may hand over a function.
var handovers = []ast.Node{
	(*ast.CallExpr)(nil), (*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.ReturnStmt)(nil),
}

// handedOver calls place with each expression that cur hands over and that is a
// function with an error among its parameters, with the model's rows.
func (c *checker) handedOver(cur inspector.Cursor, place func(ast.Expr, *ast.CallExpr, string, []*apimodel.ErrorAPI)) {
	typed := func(expr ast.Expr, t types.Type) {
		if !c.takesError(expr) {
			return
		}
		if rows := c.model.ErrorType(t); len(rows) > 0 {
			place(expr, nil, rows[0].Symbol.Short(), rows)
		}
	}
	switch n := cur.Node().(type) {
	case *ast.CallExpr:
		tv := c.pass.TypesInfo.Types[n.Fun]
		if tv.IsType() {
			if len(n.Args) == 1 {
				typed(n.Args[0], tv.Type)
			}
			return
		}
		c.arguments(n, place)
	case *ast.KeyValueExpr:
		lit, isLit := cur.Parent().Node().(*ast.CompositeLit)
		key, isName := n.Key.(*ast.Ident)
		if !isLit || !isName || !c.takesError(n.Value) {
			return
		}
		if rows := c.model.ErrorField(c.pass.TypesInfo.TypeOf(lit), key.Name); len(rows) > 0 {
			place(n.Value, nil, rows[0].Symbol.Short(), rows)
		} else {
			typed(n.Value, c.pass.TypesInfo.TypeOf(key))
		}
	case *ast.AssignStmt:
		if len(n.Lhs) != len(n.Rhs) {
			return
		}
		for i, lhs := range n.Lhs {
			if !c.takesError(n.Rhs[i]) {
				continue
			}
			if sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok {
				if rows := c.model.ErrorField(c.pass.TypesInfo.TypeOf(sel.X), sel.Sel.Name); len(rows) > 0 {
					place(n.Rhs[i], nil, rows[0].Symbol.Short(), rows)
					continue
				}
			}
			typed(n.Rhs[i], c.pass.TypesInfo.TypeOf(lhs))
		}
	case *ast.ValueSpec:
		if n.Type != nil {
			for _, value := range n.Values {
				typed(value, c.pass.TypesInfo.TypeOf(n.Type))
			}
		}
	case *ast.ReturnStmt:
		if !slices.ContainsFunc(n.Results, c.takesError) {
			return
		}
		for i, v := range c.results(cur) {
			if i < len(n.Results) {
				typed(n.Results[i], v.Type())
			}
		}
	}
}

// arguments calls place with each argument of call that is a function with an
// error among its parameters.
func (c *checker) arguments(call *ast.CallExpr, place func(ast.Expr, *ast.CallExpr, string, []*apimodel.ErrorAPI)) {
	if !slices.ContainsFunc(call.Args, c.takesError) {
		return
	}
	sig, ok := types.Unalias(c.pass.TypesInfo.TypeOf(call.Fun)).Underlying().(*types.Signature)
	if !ok {
		return
	}
	var params []*apimodel.ErrorAPI
	if fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func); ok {
		params = c.model.ErrorParams(fn.Origin())
	}
	for i, arg := range call.Args {
		if i >= sig.Params().Len() || sig.Variadic() && i == sig.Params().Len()-1 || !c.takesError(arg) {
			continue
		}
		var rows []*apimodel.ErrorAPI
		for _, row := range params {
			if row.Param == i {
				rows = append(rows, row)
			}
		}
		rows = append(rows, c.model.ErrorType(sig.Params().At(i).Type())...)
		place(arg, call, exprname.Of(call.Fun), rows)
	}
}

// takesError reports whether expr is a function with an error among its parameters.
func (c *checker) takesError(expr ast.Expr) bool {
	t := c.pass.TypesInfo.TypeOf(expr)
	if t == nil {
		return false
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return false
	}
	for v := range sig.Params().Variables() {
		if errorflow.IsError(v.Type()) {
			return true
		}
	}
	return false
}

// results returns the results of the function that cur, a return statement,
// leaves.
func (c *checker) results(cur inspector.Cursor) []*types.Var {
	for around := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		var sig *types.Signature
		switch n := around.Node().(type) {
		case *ast.FuncDecl:
			if fn, ok := c.pass.TypesInfo.Defs[n.Name].(*types.Func); ok {
				sig = fn.Signature()
			}
		case *ast.FuncLit:
			sig, _ = c.pass.TypesInfo.TypeOf(n).(*types.Signature)
		}
		if sig == nil {
			return nil
		}
		return slices.Collect(sig.Results().Variables())
	}
	return nil
}

// functions returns the functions of this package that the expression at cur may
// be: the literal that it is, all literals that are assigned to the local variable
// that it names, the function or method that it names, or the literals that the
// function which it calls returns.
func (c *checker) functions(cur inspector.Cursor) []ast.Node {
	var id *ast.Ident
	expr := ast.Unparen(cur.Node().(ast.Expr))
	switch x := expr.(type) { // an instance
	case *ast.IndexExpr:
		expr = x.X
	case *ast.IndexListExpr:
		expr = x.X
	}
	switch x := expr.(type) {
	case *ast.FuncLit:
		return []ast.Node{x}
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	case *ast.CallExpr:
		if fn := c.callee(x); fn != nil {
			return c.returned(c.declOf(fn.Origin()))
		}
		if c.pass.TypesInfo.Types[x.Fun].IsType() && len(x.Args) == 1 {
			if lit, ok := ast.Unparen(x.Args[0]).(*ast.FuncLit); ok {
				return []ast.Node{lit}
			}
		}
		return nil
	default:
		return nil
	}
	switch obj := c.pass.TypesInfo.Uses[id].(type) {
	case *types.Func:
		if decl := c.declOf(obj.Origin()); decl != nil {
			return []ast.Node{decl}
		}
	case *types.Var:
		if !obj.IsField() && obj.Parent() != c.pass.Pkg.Scope() {
			return c.literals(cur, obj)
		}
	}
	return nil
}

// returned returns the function literals that decl, which may be nil, returns.
func (c *checker) returned(decl *ast.FuncDecl) []ast.Node {
	if decl == nil || decl.Body == nil {
		return nil
	}
	var found []ast.Node
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			for _, e := range n.Results {
				if lit, ok := ast.Unparen(e).(*ast.FuncLit); ok {
					found = append(found, lit)
				}
			}
		}
		return true
	})
	return found
}

// literals returns the function literals that are assigned to v, a local variable,
// in the declaration around cur.
func (c *checker) literals(cur inspector.Cursor, v *types.Var) []ast.Node {
	var found []ast.Node
	assigned := func(lhs *ast.Ident, rhs ast.Expr) {
		if lit, ok := ast.Unparen(rhs).(*ast.FuncLit); ok && c.pass.TypesInfo.ObjectOf(lhs) == v {
			found = append(found, lit)
		}
	}
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		for x := range decl.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
			switch n := x.Node().(type) {
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if id, ok := lhs.(*ast.Ident); ok && len(n.Lhs) == len(n.Rhs) {
						assigned(id, n.Rhs[i])
					}
				}
			case *ast.ValueSpec:
				for i, id := range n.Names {
					if len(n.Names) == len(n.Values) {
						assigned(id, n.Values[i])
					}
				}
			}
		}
	}
	return found
}

// declOf returns the declaration of fn, nil if it is not in this package.
func (c *checker) declOf(fn *types.Func) *ast.FuncDecl {
	if fn.Pkg() != c.pass.Pkg {
		return nil
	}
	file := c.ir.File(fn.Pos())
	if file == nil {
		return nil
	}
	for _, decl := range file.Decls {
		if decl, ok := decl.(*ast.FuncDecl); ok && decl.Name.Pos() == fn.Pos() {
			return decl
		}
	}
	return nil
}
