package outlivedscope

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// moveFix returns the fix that moves the deferred call into the task, if that is
// the only one to use after its start what is released.
func (c *checker) moveFix(f *tasks.Flow, rel *release) []analysis.SuggestedFix {
	site, ok := f.Task.Site.(*ast.GoStmt)
	if !ok || rel.buffers || f.Times.Often != tasks.Once || rel.call != ssa.CallInstruction(rel.instr) {
		return nil
	}
	def, ok := ir.Innermost[*ast.DeferStmt](c.ir, rel.instr.Pos())
	if !ok {
		return nil
	}
	vars := c.localVars(def)
	if len(vars) == 0 || !c.follows(def, site, vars) {
		return nil
	}
	if rel := rel.value; isCancel(rel.Type()) {
		if ctx := c.contextOf(def); ctx != nil {
			vars = append(vars, ctx)
		}
	}
	fn := f.Task.In
	if c.usedOutside(fn, vars, def, site) {
		return nil
	}
	src := edit.NewSource(c.pass, site.Pos())
	if src == nil {
		return nil
	}
	call := src.Text(def.Call)
	if strings.Contains(call, "\n") {
		return nil
	}
	start, ok := c.startWith(f, src, site, "defer "+call, vars)
	if !ok {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "Move the deferred call into the goroutine",
		TextEdits: []analysis.TextEdit{src.Delete(def), start},
	}}
}

// localVars returns the local variables that the deferred call mentions.
func (c *checker) localVars(def *ast.DeferStmt) []*types.Var {
	var vars []*types.Var
	ast.Inspect(def.Call, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := c.pass.TypesInfo.Uses[id].(*types.Var); ok && !v.IsField() && v.Parent() != c.pass.Pkg.Scope() {
				vars = append(vars, v)
			}
		}
		return true
	})
	return vars
}

// contextOf returns the variable for the context that the deferred call cancels:
// the one that was assigned together with the function.
func (c *checker) contextOf(def *ast.DeferStmt) *types.Var {
	id, ok := def.Call.Fun.(*ast.Ident)
	if !ok {
		return nil
	}
	cancel := c.pass.TypesInfo.Uses[id]
	var ctx *types.Var
	ast.Inspect(c.ir.File(def.Pos()), func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) < 2 {
			return true
		}
		if id, ok := assign.Lhs[1].(*ast.Ident); ok && c.pass.TypesInfo.ObjectOf(id) == cancel {
			if id, ok := assign.Lhs[0].(*ast.Ident); ok {
				ctx, _ = c.pass.TypesInfo.ObjectOf(id).(*types.Var)
			}
		}
		return true
	})
	return ctx
}

// follows reports whether the go statement follows the defer statement in the
// same block, and nothing in between leaves the function or assigns to vars.
func (c *checker) follows(def *ast.DeferStmt, site *ast.GoStmt, vars []*types.Var) bool {
	path := c.ir.Path(def.Pos())
	for i := len(path) - 1; i >= 0; i-- {
		block, ok := path[i].(*ast.BlockStmt)
		if !ok {
			continue
		}
		after := false
		for _, stmt := range block.List {
			switch {
			case stmt == ast.Stmt(def):
				after = true
			case stmt == ast.Stmt(site):
				return after
			case after && (leaves(stmt) || c.assigns(stmt, vars)):
				return false
			}
		}
		return false
	}
	return false
}

// leaves reports whether stmt has a statement that goes elsewhere.
func leaves(stmt ast.Stmt) bool {
	found := false
	ast.Inspect(stmt, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt, *ast.BranchStmt, *ast.SelectStmt, *ast.LabeledStmt:
			found = true
		}
		return !found
	})
	return found
}

func (c *checker) assigns(stmt ast.Stmt, vars []*types.Var) bool {
	found := false
	ast.Inspect(stmt, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok {
			for _, lhs := range assign.Lhs {
				found = found || c.isOneOf(lhs, vars)
			}
		}
		return !found
	})
	return found
}

func (c *checker) isOneOf(e ast.Expr, vars []*types.Var) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	for _, v := range vars {
		if c.pass.TypesInfo.ObjectOf(id) == v {
			return true
		}
	}
	return false
}

// usedOutside reports whether fn mentions one of vars after the defer statement
// otherwise than in the go statement, or before it in a way that may have made
// something else of it; or anywhere in another literal.
func (c *checker) usedOutside(fn ast.Node, vars []*types.Var, def, site ast.Node) bool {
	found := false
	var visit func(ast.Node) bool
	visit = func(n ast.Node) bool {
		if n == def || n == site {
			return false
		}
		if lit, ok := n.(*ast.FuncLit); ok && ast.Node(lit) != fn {
			ast.Inspect(lit, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && c.isOneOf(id, vars) {
					found = true
				}
				return !found
			})
			return false
		}
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok && id.Pos() < def.Pos() && c.isOneOf(id, vars) {
				return false // its method or field
			}
		case *ast.AssignStmt:
			if !slices.ContainsFunc(n.Lhs, func(lhs ast.Expr) bool { return c.isOneOf(lhs, vars) }) {
				return true
			}
			return false // how they came about
		case *ast.Ident:
			if _, isDef := c.pass.TypesInfo.Defs[n]; !isDef && c.isOneOf(n, vars) {
				found = true
			}
		}
		return !found
	}
	ast.Inspect(fn, visit)
	return found
}

// startWith returns the edit that has the task begin with the statement text,
// which mentions vars.
func (c *checker) startWith(f *tasks.Flow, src *edit.Source, site *ast.GoStmt, text string, vars []*types.Var) (analysis.TextEdit, bool) {
	lit, ok := ast.Unparen(site.Call.Fun).(*ast.FuncLit)
	if !ok {
		call := src.Text(site.Call)
		if !c.isPlain(site.Call, site) || strings.Contains(call, "\n") {
			return analysis.TextEdit{}, false
		}
		return src.Replace(site, "go func() {\n\t"+text+"\n\t"+call+"\n}()"), true
	}
	if len(lit.Body.List) == 0 || c.line(lit.Body.Lbrace) == c.line(lit.Body.Rbrace) {
		return analysis.TextEdit{}, false
	}
	for _, v := range vars {
		// A parameter of the same name is to be the same value.
		obj := edit.Lookup(c.pass.TypesInfo, f.Task.File, lit.Body.Lbrace+1, v.Name())
		if obj != v && !c.isPassed(site.Call, lit, obj, v) {
			return analysis.TextEdit{}, false
		}
	}
	return src.InsertBefore(lit.Body.List[0], text), true
}

// isPassed reports whether param, a parameter of lit, gets the value of v.
func (c *checker) isPassed(call *ast.CallExpr, lit *ast.FuncLit, param types.Object, v *types.Var) bool {
	i := 0
	for _, field := range lit.Type.Params.List {
		for _, name := range field.Names {
			if c.pass.TypesInfo.Defs[name] == param {
				return param != nil && i < len(call.Args) && c.isOneOf(call.Args[i], []*types.Var{v}) && types.Identical(param.Type(), v.Type())
			}
			i++
		}
	}
	return false
}

// isPlain reports whether call can be evaluated on another goroutine later: it
// names functions, constants, and local variables that nothing is assigned to
// after the go statement.
func (c *checker) isPlain(call *ast.CallExpr, site *ast.GoStmt) bool {
	fun := ast.Unparen(call.Fun)
	if sel, ok := fun.(*ast.SelectorExpr); ok {
		if s := c.pass.TypesInfo.Selections[sel]; s != nil {
			if s.Kind() != types.MethodVal || !isReference(c.pass.TypesInfo.TypeOf(sel.X)) || !c.isStable(sel.X, site) {
				return false
			}
		}
	} else if id, ok := fun.(*ast.Ident); !ok {
		return false
	} else if _, ok := c.pass.TypesInfo.Uses[id].(*types.Func); !ok {
		return false
	}
	for _, arg := range call.Args {
		if tv := c.pass.TypesInfo.Types[arg]; tv.Value == nil && !tv.IsNil() && !c.isStable(arg, site) {
			return false
		}
	}
	return true
}

// isReference reports whether a method is called on what t points to.
func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface:
		return true
	}
	return false
}

// isStable reports whether e is a local variable that nothing is assigned to
// after the go statement, by whatever function.
func (c *checker) isStable(e ast.Expr, site *ast.GoStmt) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.IsField() || v.Parent() == c.pass.Pkg.Scope() || v.Parent() == nil {
		return false
	}
	stable := true
	vars := []*types.Var{v}
	ast.Inspect(c.ir.File(site.Pos()), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if c.isOneOf(lhs, vars) && (lhs.Pos() > site.Pos() || c.inLiteral(lhs.Pos(), v)) {
					stable = false
				}
			}
		case *ast.IncDecStmt:
			stable = stable && !c.isOneOf(n.X, vars)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN && (c.isOneOf(n.Key, vars) || n.Value != nil && c.isOneOf(n.Value, vars)) {
				stable = false
			}
		case *ast.UnaryExpr:
			stable = stable && (n.Op != token.AND || !c.isOneOf(n.X, vars))
		}
		return stable
	})
	return stable
}

// inLiteral reports whether pos is in a function literal that v is not declared
// in.
func (c *checker) inLiteral(pos token.Pos, v *types.Var) bool {
	path := c.ir.Path(pos)
	for i := len(path) - 1; i >= 0; i-- {
		switch n := path[i].(type) {
		case *ast.FuncLit:
			return v.Pos() < n.Pos() || v.Pos() > n.End()
		case *ast.FuncDecl:
			return false
		}
	}
	return false
}
