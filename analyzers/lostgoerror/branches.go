package lostgoerror

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// earlyReturn reports br, a branch of a task without an error result.
func (c *checker) earlyReturn(t *tasks.Task, body tasks.Body, br errorflow.Branch) {
	if len(br.Results) > 0 || body.Func != nil && apimodel.IsCleanupName(body.Func.Name()) || c.endIsSignal(body) {
		return
	}
	if name, ok := c.errors.Vanishes(body.Node, br); ok {
		c.rep.ReportOn(br.Head, earlyReturn,
			fmt.Sprintf("goroutine ends without a word because %s failed: its error reaches nobody", name),
			c.evidence(t, br))
	}
}

// nilInstead reports br, a branch of a task whose error is taken by a spawner.
func (c *checker) nilInstead(t *tasks.Task, body tasks.Body, br errorflow.Branch) {
	n := len(br.Results)
	if n == 0 || !c.pass.TypesInfo.Types[br.Results[n-1]].IsNil() {
		return
	}
	if name, ok := c.errors.Vanishes(body.Node, br); ok {
		c.rep.ReportOn(br.Head, nilInstead,
			fmt.Sprintf("returns nil although %s failed: %s takes the task for successful", name, exprname.Of(t.Call.Fun)),
			c.evidence(t, br))
	}
}

func (c *checker) evidence(t *tasks.Task, br errorflow.Branch) []analysis.RelatedInformation {
	return []analysis.RelatedInformation{
		diagnose.Related(ir.Span{From: t.Site.Pos(), To: t.Fun.Pos()}, "the task starts here"),
		diagnose.Related(br.Leave, "the task ends here"),
	}
}

// endIsSignal reports whether the end of a task says by itself that it is over:
// something else is deferred than what every task defers.
func (c *checker) endIsSignal(body tasks.Body) bool {
	signal := false
	ast.Inspect(body.Block, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			signal = signal || !c.quiet(n.Call, body.Block)
			return false
		}
		return !signal
	})
	return signal
}
