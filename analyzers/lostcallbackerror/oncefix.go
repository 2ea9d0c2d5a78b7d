package lostcallbackerror

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/edit"
)

// onceFix returns the fix that keeps the error with the value, in place of the
// sync.Once. There is one for the simplest shape only, since sync.OnceValues takes
// no arguments and knows no receiver:
//
//	var once sync.Once
//	var conn *Conn // of no other use
//
//	func get() (*Conn, error) {
//		var err error
//		once.Do(func() { conn, err = dial(addr) })
//		return conn, err
//	}
//
// dial and addr must be known before any function is called, and must not lead back
// to get, which would make the initialization of once a cycle.
func (c *checker) onceFix(o *onceCall, errVar *types.Var) []analysis.SuggestedFix {
	decl, ok := o.fn.(*ast.FuncDecl)
	if !ok || decl.Recv != nil || decl.Type.TypeParams != nil || decl.Type.Results == nil {
		return nil
	}
	file := c.ir.File(decl.Pos())
	once, ok := ast.Unparen(o.once).(*ast.Ident)
	if !ok || !edit.GoVersion(c.pass, file, "go1.21") {
		return nil
	}
	call, valueVar, ok := c.onceShape(o, decl, errVar)
	if !ok || edit.HasComments(file, o.call) {
		return nil
	}
	onceSpec := c.specOf(c.pass.TypesInfo.Uses[once], 1)
	if onceSpec == nil || len(onceSpec.Values) > 0 {
		return nil
	}
	qualifier, ok := onceSpec.Type.(*ast.SelectorExpr)
	src := edit.NewSource(c.pass, decl.Pos())
	if !ok || src == nil || c.pass.Fset.File(onceSpec.Pos()) != c.pass.Fset.File(decl.Pos()) || !c.closed(call, decl, once) {
		return nil
	}
	pkg := src.Text(qualifier.X)
	var value string
	var edits []analysis.TextEdit
	if valueVar == nil {
		value = pkg + ".OnceValue(func() error { return " + src.Text(call) + " })"
	} else {
		valueSpec := c.specOf(valueVar, 2)
		if valueSpec == nil || len(valueSpec.Values) > 0 || valueSpec.Type == nil || c.pass.Fset.File(valueSpec.Pos()) != c.pass.Fset.File(decl.Pos()) {
			return nil
		}
		removal, ok := c.removeSpec(src, file, valueSpec)
		if !ok {
			return nil
		}
		edits = append(edits, removal)
		value = pkg + ".OnceValues(func() (" + src.Text(valueSpec.Type) + ", error) { return " + src.Text(call) + " })"
	}
	edits = append(edits, analysis.TextEdit{Pos: onceSpec.Names[0].End(), End: onceSpec.Type.End(), NewText: []byte(" = " + value)})
	last := len(decl.Body.List) - 1
	for _, stmt := range decl.Body.List[:last] {
		edits = append(edits, src.Delete(stmt))
	}
	edits = append(edits, src.Replace(decl.Body.List[last], "return "+once.Name+"()"))
	return []analysis.SuggestedFix{{Message: "Keep the error with the value", TextEdits: edits}}
}

// onceShape returns the call that is made once in decl, and the variable of the
// package that holds its value, nil if there is none, if decl does nothing but
// make this call and return the variable and errVar.
func (c *checker) onceShape(o *onceCall, decl *ast.FuncDecl, errVar *types.Var) (call *ast.CallExpr, value *types.Var, ok bool) {
	stmts := decl.Body.List
	if len(stmts) == 3 {
		if d, isDecl := stmts[0].(*ast.DeclStmt); !isDecl || errVar.Pos() < d.Pos() || d.End() <= errVar.Pos() {
			return nil, nil, false
		}
		stmts = stmts[1:]
	}
	if len(stmts) != 2 || len(o.lit.Body.List) != 1 {
		return nil, nil, false
	}
	do, isExpr := stmts[0].(*ast.ExprStmt)
	assign, isAssign := o.lit.Body.List[0].(*ast.AssignStmt)
	ret, isReturn := stmts[1].(*ast.ReturnStmt)
	if !isExpr || !isAssign || !isReturn || do.X != o.call || assign.Tok != token.ASSIGN || len(assign.Rhs) != 1 {
		return nil, nil, false
	}
	call, isCall := assign.Rhs[0].(*ast.CallExpr)
	n := len(assign.Lhs)
	if !isCall || n > 2 || len(ret.Results) != n || decl.Type.Results.NumFields() != n || !c.names(assign.Lhs[n-1], errVar) || !c.names(ret.Results[n-1], errVar) {
		return nil, nil, false
	}
	if n == 2 {
		value = c.denoted(assign.Lhs[0])
		if value == nil || value.IsField() || value.Parent() != c.pass.Pkg.Scope() || !c.names(ret.Results[0], value) ||
			!types.Identical(value.Type(), c.pass.TypesInfo.TypeOf(decl.Type.Results.List[0].Type)) {
			return nil, nil, false
		}
	}
	return call, value, true
}

// specOf returns the declaration of obj, an unexported variable of the package that
// is declared alone and used no more often than in n places; nil if it is not such.
func (c *checker) specOf(obj types.Object, n int) *ast.ValueSpec {
	if obj == nil || obj.Parent() != c.pass.Pkg.Scope() || obj.Exported() {
		return nil
	}
	for _, used := range c.pass.TypesInfo.Uses {
		if used == obj {
			n--
		}
	}
	if n < 0 {
		return nil
	}
	for cur := range c.in.Root().Preorder((*ast.ValueSpec)(nil)) {
		spec := cur.Node().(*ast.ValueSpec)
		if len(spec.Names) == 1 && c.pass.TypesInfo.Defs[spec.Names[0]] == obj {
			return spec
		}
	}
	return nil
}

// removeSpec returns the edit that removes spec, and the declaration around it if
// there is nothing else in it. It returns false where a comment would be lost.
func (c *checker) removeSpec(src *edit.Source, file *ast.File, spec *ast.ValueSpec) (analysis.TextEdit, bool) {
	if spec.Doc != nil || spec.Comment != nil {
		return analysis.TextEdit{}, false
	}
	for _, d := range file.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok || !slices.Contains(gen.Specs, ast.Spec(spec)) {
			continue
		}
		if len(gen.Specs) > 1 {
			return src.Delete(spec), true
		}
		return src.Delete(gen), gen.Doc == nil
	}
	return analysis.TextEdit{}, false
}

// closed reports whether call can stand in the initialiser of once: it names nothing
// local to decl, and nothing in it leads back to decl or once.
func (c *checker) closed(call *ast.CallExpr, decl *ast.FuncDecl, once *ast.Ident) bool {
	info := c.pass.TypesInfo
	forbidden := map[types.Object]bool{info.Defs[decl.Name]: true, info.Uses[once]: true}
	seen := make(map[types.Object]bool)
	ok := true
	var follow func(node ast.Node, top bool)
	follow = func(node ast.Node, top bool) {
		ast.Inspect(node, func(n ast.Node) bool {
			id, isIdent := n.(*ast.Ident)
			if !isIdent || !ok {
				return ok
			}
			obj := info.Uses[id]
			if obj == nil || seen[obj] || obj.Pkg() != c.pass.Pkg {
				return true
			}
			if forbidden[obj] || top && obj.Parent() != c.pass.Pkg.Scope() && obj.Pos() >= decl.Pos() && obj.Pos() < decl.End() {
				ok = false
				return false
			}
			seen[obj] = true
			switch obj := obj.(type) {
			case *types.Func:
				if d := c.declOf(obj.Origin()); d != nil && d.Body != nil {
					follow(d.Body, false)
				}
			case *types.Var:
				if values := c.initialisers(obj); values != nil {
					for _, v := range values {
						follow(v, false)
					}
				}
			}
			return ok
		})
	}
	follow(call, true)
	return ok
}

// initialisers returns the expressions that v, a variable of the package, is
// declared with.
func (c *checker) initialisers(v *types.Var) []ast.Expr {
	if v.Parent() != c.pass.Pkg.Scope() {
		return nil
	}
	for cur := range c.in.Root().Preorder((*ast.ValueSpec)(nil)) {
		if spec := cur.Node().(*ast.ValueSpec); slices.ContainsFunc(spec.Names, func(id *ast.Ident) bool { return c.pass.TypesInfo.Defs[id] == v }) {
			return spec.Values
		}
	}
	return nil
}
