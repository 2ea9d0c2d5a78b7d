package lostrelease

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/passes/tasks"
)

// A candidate says what a package has that a finding takes. Packages without any
// are left before their SSA form is built.
type candidate struct {
	locks bool // a lock that is released by a call that is not deferred
	tasks bool
}

func candidates(pass *analysis.Pass) candidate {
	return candidate{locks: hasPlainUnlock(pass), tasks: tasks.Of(pass).Any()}
}

// hasPlainUnlock reports whether the package calls an Unlock method of another
// package without deferring it, in a function that has a return statement.
func hasPlainUnlock(pass *analysis.Pass) bool {
	in, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok || !usesUnlock(pass) {
		return false
	}
	for c := range in.Root().Preorder((*ast.CallExpr)(nil)) {
		sel, ok := ast.Unparen(c.Node().(*ast.CallExpr).Fun).(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Unlock" && sel.Sel.Name != "RUnlock" {
			continue
		}
		if kind, _ := c.ParentEdge(); kind == edge.DeferStmt_Call || !isForeign(pass, sel.Sel) {
			continue
		}
		for fn := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
			for range fn.Preorder((*ast.ReturnStmt)(nil)) {
				return true
			}
			break
		}
	}
	return false
}

func usesUnlock(pass *analysis.Pass) bool {
	return slices.ContainsFunc(pass.Pkg.Imports(), func(p *types.Package) bool {
		return p.Path() == "sync" || p.Scope().Lookup("Mutex") != nil || p.Scope().Lookup("RWMutex") != nil
	})
}

func isForeign(pass *analysis.Pass, id *ast.Ident) bool {
	fn, ok := pass.TypesInfo.Uses[id].(*types.Func)
	return ok && fn.Pkg() != pass.Pkg
}
