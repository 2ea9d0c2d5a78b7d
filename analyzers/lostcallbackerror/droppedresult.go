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
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// droppedResults reports the functions that are handed over in file to an API
// which drops the error that they return, and that return one of which nobody
// else has heard.
func (c *checker) droppedResults(file inspector.Cursor) {
	if !slices.ContainsFunc(c.pass.Pkg.Imports(), func(p *types.Package) bool { return c.model.HasErrors(p.Path()) }) {
		return
	}
	for cur := range file.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		sig, ok := types.Unalias(c.pass.TypesInfo.TypeOf(call.Fun)).(*types.Signature)
		fn, isFunc := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
		if !ok || !isFunc {
			continue
		}
		params := c.model.ErrorParams(fn.Origin())
		for i, arg := range call.Args {
			if i >= sig.Params().Len() {
				break
			}
			if slices.ContainsFunc(params, func(row *apimodel.ErrorAPI) bool { return row.Param == i && drops(row) }) ||
				slices.ContainsFunc(c.model.ErrorType(sig.Params().At(i).Type()), drops) {
				c.droppedResult(cur, arg, exprname.Of(call.Fun))
			}
		}
	}
}

// drops reports whether nobody hears of the error that a callback of row returns.
func drops(row *apimodel.ErrorAPI) bool { return row.Role == apimodel.ReturnsDropped && row.Definite }

// droppedResult reports the function that arg is, which is handed to api at cur.
func (c *checker) droppedResult(cur inspector.Cursor, arg ast.Expr, api string) {
	at, ok := cur.FindNode(arg)
	if !ok {
		return
	}
	for _, node := range c.functions(at) {
		fn := c.ir.FuncOf(node)
		if fn == nil || c.skips(c.ir.File(node.Pos())) {
			continue
		}
		pos := c.flow.Loses(fn)
		ret, ok := ir.Innermost[*ast.ReturnStmt](c.ir, pos)
		if !pos.IsValid() || !ok {
			continue
		}
		c.rep.ReportOn(ret, droppedInCallback,
			fmt.Sprintf("%s drops the error that its callback returns here: nobody hears of the failure", api),
			[]analysis.RelatedInformation{diagnose.Related(arg, "the callback is handed over here")})
	}
}
