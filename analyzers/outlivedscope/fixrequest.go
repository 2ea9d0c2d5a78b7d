package outlivedscope

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// detachFix returns the fix that gives the task a context of its own: one that
// has the values of the request's, and a deadline in the place of its end.
func (c *checker) detachFix(f *tasks.Flow, req *ssa.Parameter) []analysis.SuggestedFix {
	site, ok := f.Task.Site.(*ast.GoStmt)
	if !ok || !edit.GoVersion(c.pass, f.Task.File, "go1.21") {
		return nil
	}
	lit, ok := ast.Unparen(site.Call.Fun).(*ast.FuncLit)
	if !ok || len(lit.Body.List) == 0 || c.line(lit.Body.Lbrace) == c.line(lit.Body.Rbrace) || len(site.Call.Args) > 0 {
		return nil
	}
	src := edit.NewSource(c.pass, site.Pos())
	if src == nil {
		return nil
	}
	names := edit.NewNames(c.pass.TypesInfo, f.Task.File, lit.Body.Lbrace+1, lit)
	calls, ctx, ok := c.contextsIn(lit, req)
	if !ok {
		return nil
	}
	name, parent := "", ""
	switch {
	case ctx != nil && len(calls) == 0:
		name, parent = ctx.Name(), ctx.Name()
	case ctx == nil && len(calls) > 0:
		name, parent = names.Fresh("ctx"), src.Text(calls[0])
	default:
		return nil
	}
	var edits []analysis.TextEdit
	imported := func(path, member string) string {
		qualifier, more := edit.Import(c.pass.Pkg, c.pass.TypesInfo, f.Task.File, lit.Body.Lbrace+1, path, path, member)
		edits = append(edits, more...)
		names.Take(strings.TrimSuffix(qualifier, "."))
		return qualifier
	}
	context, time := imported("context", "WithTimeout"), imported("time", "Second")
	cancel := names.Fresh("cancel")
	text := name + ", " + cancel + " := " + context + "WithTimeout(" + context + "WithoutCancel(" + parent + "), 30*" + time + "Second)\ndefer " + cancel + "()"
	edits = append(edits, src.InsertBefore(lit.Body.List[0], text))
	for _, call := range calls {
		edits = append(edits, src.Replace(call, name))
	}
	return []analysis.SuggestedFix{{Message: "Detach the goroutine's context from the request, with a deadline of its own", TextEdits: edits}}
}

// contextsIn returns the calls of Context on the request in lit, and the
// variable from outside that holds a context. It returns false if there is more
// than that: two variables, or one that the literal declares or assigns anew.
func (c *checker) contextsIn(lit *ast.FuncLit, req *ssa.Parameter) (calls []*ast.CallExpr, ctx *types.Var, ok bool) {
	ok = true
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if sel, isSel := n.Fun.(*ast.SelectorExpr); isSel && sel.Sel.Name == "Context" {
				if id, isID := ast.Unparen(sel.X).(*ast.Ident); isID && c.pass.TypesInfo.Uses[id] == req.Object() {
					calls = append(calls, n)
					return false
				}
			}
		case *ast.Ident:
			if v, isVar := c.pass.TypesInfo.Defs[n].(*types.Var); isVar && apimodel.IsContext(v.Type()) {
				ok = false
			}
			v, isVar := c.pass.TypesInfo.Uses[n].(*types.Var)
			if !isVar || v.IsField() || !apimodel.IsContext(v.Type()) || lit.Pos() < v.Pos() && v.Pos() < lit.End() {
				return true
			}
			ok = ok && (ctx == nil || ctx == v)
			ctx = v
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if t := c.pass.TypesInfo.TypeOf(lhs); t != nil && apimodel.IsContext(t) {
					ok = false
				}
			}
		}
		return true
	})
	if ctx != nil && !c.isLocal(ctx) {
		return nil, nil, false
	}
	return calls, ctx, ok
}

func (c *checker) isLocal(v *types.Var) bool {
	return v.Parent() != nil && v.Parent() != c.pass.Pkg.Scope()
}

// readers are the methods and fields of a gin.Context that its copy has too.
var readers = []string{
	"ClientIP", "ContentType", "Cookie", "Deadline", "DefaultQuery", "Done", "Err", "Errors", "FullPath", "Get", "GetBool", "GetDuration",
	"GetHeader", "GetInt", "GetInt64", "GetQuery", "GetString", "GetTime", "HandlerName", "Keys", "MustGet", "Param", "Params", "Query",
	"QueryArray", "QueryMap", "RemoteIP", "Request", "Value",
}

// copyFix returns the fix that gives the task a copy of the gin.Context p.
func (c *checker) copyFix(f *tasks.Flow, p *ssa.Parameter, framework string, uses []use) []analysis.SuggestedFix {
	site, ok := f.Task.Site.(*ast.GoStmt)
	if !ok || framework != "gin" {
		return nil
	}
	for _, u := range uses {
		if addr, ok := u.instr.(*ssa.FieldAddr); ok && slices.Contains(readers, fieldName(addr)) {
			continue
		}
		if u.callee.Func == nil || u.recv && !slices.Contains(readers, u.callee.Func.Name()) || !u.recv && !c.takesContext(u) {
			return nil
		}
	}
	src := edit.NewSource(c.pass, site.Pos())
	if src == nil {
		return nil
	}
	fix := analysis.SuggestedFix{Message: "Give the goroutine a copy of the context"}
	lit, ok := ast.Unparen(site.Call.Fun).(*ast.FuncLit)
	if !ok {
		for _, arg := range site.Call.Args {
			if id, ok := ast.Unparen(arg).(*ast.Ident); ok && c.pass.TypesInfo.Uses[id] == p.Object() {
				fix.TextEdits = append(fix.TextEdits, src.Replace(arg, id.Name+".Copy()"))
			}
		}
		if len(fix.TextEdits) != 1 {
			return nil
		}
		return []analysis.SuggestedFix{fix}
	}
	typ, ok := edit.Type(c.pass.Pkg, c.pass.TypesInfo, f.Task.File, lit.Pos(), p.Type())
	if !ok || lit.Type.Params.NumFields() > 0 || len(site.Call.Args) > 0 || !c.onlyRead(lit, p.Object()) {
		return nil
	}
	insert := func(after ast.Node, text string) analysis.TextEdit {
		return analysis.TextEdit{Pos: after.Pos(), End: after.Pos(), NewText: []byte(text)}
	}
	fix.TextEdits = []analysis.TextEdit{
		insert(ir.Point(lit.Type.Params.Closing), p.Name()+" "+typ),
		insert(ir.Point(site.Call.Rparen), p.Name()+".Copy()"),
	}
	return []analysis.SuggestedFix{fix}
}

// takesContext reports whether the function is passed the value as a
// context.Context.
func (c *checker) takesContext(u use) bool {
	i := slices.Index(u.callee.Args, u.value)
	params := u.callee.Func.Signature().Params()
	return i >= 0 && i < params.Len() && apimodel.IsContext(params.At(i).Type())
}

// onlyRead reports whether lit uses obj, a gin.Context, for nothing that answers
// the request.
func (c *checker) onlyRead(lit *ast.FuncLit, obj types.Object) bool {
	ok := true
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if sel, isSel := n.(*ast.SelectorExpr); isSel {
			if id, isID := ast.Unparen(sel.X).(*ast.Ident); isID && c.pass.TypesInfo.Uses[id] == obj {
				ok = ok && slices.Contains(readers, sel.Sel.Name)
				return false
			}
		}
		if assign, isAssign := n.(*ast.AssignStmt); isAssign {
			for _, lhs := range assign.Lhs {
				if id, isID := lhs.(*ast.Ident); isID && c.pass.TypesInfo.Uses[id] == obj {
					ok = false
				}
			}
		}
		return ok
	})
	return ok
}
