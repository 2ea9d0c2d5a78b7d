package lostcallbackerror

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// droppedErrors reports the literals of a file which are handed to others to be
// called later, can't return an error, and end because of one that nobody hears
// of.
func (c *checker) droppedErrors(file inspector.Cursor) {
	for cur := range file.Preorder((*ast.FuncLit)(nil)) {
		lit := cur.Node().(*ast.FuncLit)
		sig, ok := types.Unalias(c.pass.TypesInfo.TypeOf(lit)).(*types.Signature)
		if !ok || c.model.Handler(sig) != nil || takesFunc(sig) {
			continue
		}
		branches := slices.DeleteFunc(c.flow.Branches(lit.Body), func(br errorflow.Branch) bool { return !c.onlyFails(br, sig) })
		if len(branches) == 0 {
			continue
		}
		k := c.keeper(cur, sig)
		if k == nil || c.isTask(lit) || c.endShows(lit) {
			continue
		}
		for _, br := range branches {
			if call, ok := c.flow.Vanishes(lit, br); ok {
				c.rep.ReportOn(br.Head, droppedInCallback,
					fmt.Sprintf("callback %s ends without a word because %s failed: its error reaches nobody", k.how, call),
					[]analysis.RelatedInformation{diagnose.Related(k.at, "it is called later, and can't return an error"), diagnose.Related(br.Leave, "it ends here")})
			}
		}
	}
}

// takesFunc reports whether a function of type sig is handed a function: an
// iterator, or one that does its work by that.
func takesFunc(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		if _, ok := v.Type().Underlying().(*types.Signature); ok {
			return true
		}
	}
	return false
}

// onlyFails reports whether br, a branch of a function of type sig, is taken
// because of an error and for no other reason, and returns nothing that could say
// so.
func (c *checker) onlyFails(br errorflow.Branch, sig *types.Signature) bool {
	if cond, ok := ir.Innermost[*ast.IfStmt](c.ir, br.Cond.Pos()); ok && ast.Unparen(cond.Cond) != br.Cond {
		return false // err != nil || notMine: what is not for this callback is no failure
	}
	switch sig.Results().Len() {
	case 0:
		return true
	case 1:
		return len(br.Results) == 1 && c.pass.TypesInfo.Types[br.Results[0]].IsNil()
	}
	return false
}

// isTask reports whether lit runs as a task of its own, of which lostgoerror
// speaks.
func (c *checker) isTask(lit *ast.FuncLit) bool {
	return slices.ContainsFunc(tasks.Of(c.pass).All(), func(t *tasks.Task) bool {
		return slices.ContainsFunc(t.Bodies, func(b tasks.Body) bool { return b.Node == lit })
	})
}

// endShows reports whether others learn from what lit defers that it has ended.
func (c *checker) endShows(lit *ast.FuncLit) bool {
	shows := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			shows = shows || c.deferShows(lit, n.Call)
			return false
		}
		return !shows
	})
	return shows
}

// deferShows reports whether the deferred call has to do with anything that is
// not lit's own, but for a mutex or a WaitGroup.
func (c *checker) deferShows(lit *ast.FuncLit, call *ast.CallExpr) bool {
	if fn := typeutil.StaticCallee(c.pass.TypesInfo, call); fn != nil && errorflow.Tidies(fn) {
		return false
	}
	shows := false
	ast.Inspect(call, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
			shows = shows || ok && !v.IsField() && (v.Pos() < lit.Pos() || lit.End() <= v.Pos())
		}
		return !shows
	})
	return shows
}
