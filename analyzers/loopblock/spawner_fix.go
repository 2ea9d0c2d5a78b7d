package loopblock

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// spawnFix moves the call of a go statement, with all that it is called with,
// into the goroutine. It returns nil where the values might be others by then,
// where what moves is a method, which may use what the loop has for itself, or if
// the wait is a receive, whose place in the order of receives would change.
func (c *checker) spawnFix(call *ast.CallExpr, w *mayblock.Witness) []analysis.SuggestedFix {
	if w.Op == mayblock.Receive {
		return nil
	}
	p := ir.Of(c.pass)
	file := p.File(call.Pos())
	decl, ok := ir.Innermost[*ast.FuncDecl](p, call.Pos())
	if !ok || !edit.GoVersion(c.pass, file, "go1.22") || edit.HasComments(file, call) {
		return nil
	}
	stays := true
	ast.Inspect(call, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.StarExpr, *ast.IndexExpr, *ast.UnaryExpr, *ast.SliceExpr:
			stays = false // what they read may change, or be large
		case *ast.SelectorExpr:
			if s := c.pass.TypesInfo.Selections[n]; s != nil && s.Kind() == types.FieldVal {
				stays = false
			}
		case *ast.Ident:
			if v, ok := c.pass.TypesInfo.Uses[n].(*types.Var); ok && !v.IsField() {
				stays = stays && c.assignedOnce(decl, v)
			}
		}
		return stays
	})
	for _, part := range append(slices.Clone(call.Args), call.Fun) {
		stays = stays && (part == call.Fun && !ir.HasCall(part) || c.movable(part))
	}
	src := edit.NewSource(c.pass, call.Pos())
	if !stays || src == nil {
		return nil
	}
	text := src.Text(call)
	if strings.Contains(text, "\n") {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "Do all of it on the goroutine",
		TextEdits: []analysis.TextEdit{src.Replace(call, "func() {\n\t"+text+"\n}()")},
	}}
}

// movable reports whether what e calls can run elsewhere: functions that get
// numbers and strings, and methods of their results.
func (c *checker) movable(e ast.Expr) bool {
	if !ir.HasCall(e) {
		return true
	}
	ok := true
	ast.Inspect(e, func(n ast.Node) bool {
		if id, isIdent := n.(*ast.Ident); isIdent {
			if v, isVar := c.pass.TypesInfo.Uses[id].(*types.Var); isVar {
				_, basic := v.Type().Underlying().(*types.Basic)
				ok = ok && basic
			}
		}
		return ok
	})
	return ok
}

// assignedOnce reports whether v, used in decl, is a local variable or parameter
// that nothing changes after its declaration, and nobody takes the address of.
func (c *checker) assignedOnce(decl *ast.FuncDecl, v *types.Var) bool {
	if v.Pos() < decl.Pos() || decl.End() <= v.Pos() {
		return false
	}
	is := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && c.pass.TypesInfo.Uses[id] == v
	}
	once := true
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				once = once && !is(lhs)
			}
		case *ast.IncDecStmt:
			once = once && !is(n.X)
		case *ast.RangeStmt:
			once = once && !(n.Key != nil && is(n.Key)) && !(n.Value != nil && is(n.Value))
		case *ast.UnaryExpr:
			once = once && !is(n.X) // &v, too
		}
		return once
	})
	return once
}
