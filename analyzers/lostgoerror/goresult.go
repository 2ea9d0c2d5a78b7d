package lostgoerror

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// goResult reports a go statement whose function returns an error.
func (c *checker) goResult(t *tasks.Task) {
	sig, ok := types.Unalias(c.pass.TypesInfo.TypeOf(t.Fun)).Underlying().(*types.Signature)
	if !ok || sig.Results().Len() == 0 || !errorflow.IsError(sig.Results().At(sig.Results().Len()-1).Type()) {
		return
	}
	if c.errors.Deliberate(t.File, t.Site.Pos()) {
		return
	}
	fn, _ := typeutil.Callee(c.pass.TypesInfo, t.Call).(*types.Func)
	if fn != nil && c.model.ErrorMeaning(fn, c.recvType(t.Call)) != apimodel.Failure {
		return
	}
	var evidence []analysis.RelatedInformation
	if len(t.Bodies) > 0 {
		pos, lost := c.loses(t.Bodies)
		if !lost {
			return
		}
		if ret, ok := c.returnAt(pos); ok {
			evidence = append(evidence, diagnose.Related(ret, "this error is returned to nobody"))
		}
	} else if fn == nil || c.model.EndsWithContext(fn) {
		return // a function value, of whose results nothing is known, or a service
	}
	name := callName(t.Fun)
	site := ast.Node(t.Site)
	if lit, ok := t.Fun.(*ast.FuncLit); ok {
		site = ir.Span{From: t.Site.Pos(), To: lit.Type.End()}
	}
	var fixes []analysis.SuggestedFix
	if fix, ok := c.logFix(t, sig, fn); ok {
		fixes = append(fixes, fix)
	}
	c.rep.ReportOn(site, goResult, fmt.Sprintf("go statement drops the error of %s: a failure goes unnoticed", name), evidence, fixes...)
}

// loses reports whether one of the bodies, all of which return errors, returns
// one that nobody has heard of, and where.
func (c *checker) loses(bodies []tasks.Body) (token.Pos, bool) {
	for _, b := range bodies {
		fn := c.ir.FuncOf(b.Node)
		if fn == nil {
			continue
		}
		if pos := c.errors.Loses(fn); pos.IsValid() {
			return pos, true
		}
	}
	return token.NoPos, false
}

func (c *checker) returnAt(pos token.Pos) (ast.Node, bool) {
	path := c.ir.Path(pos)
	for i := len(path) - 1; i >= 0; i-- {
		if ret, ok := path[i].(*ast.ReturnStmt); ok {
			return ret, true
		}
	}
	return nil, false
}

// recvType returns the type of the value whose method call calls, nil if it
// calls no method.
func (c *checker) recvType(call *ast.CallExpr) types.Type {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if s := c.pass.TypesInfo.Selections[sel]; s != nil {
			return s.Recv()
		}
	}
	return nil
}

// callName is what a message calls the function that fun denotes.
func callName(fun ast.Expr) string {
	if _, ok := ast.Unparen(fun).(*ast.FuncLit); ok {
		return "the function literal"
	}
	return exprname.Of(fun)
}
