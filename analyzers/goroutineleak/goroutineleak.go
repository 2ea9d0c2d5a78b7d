package goroutineleak

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/directives"
)

// Analyzer reports calls of functions named hazard.
var Analyzer = &analysis.Analyzer{
	Name:       "goroutineleak",
	Doc:        rule.Doc(doc, "goroutineleak"),
	URL:        rule.URL("goroutineleak"),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, directives.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const hazardCall = "hazard-call"

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.LeakingResources,
	Default:  false,
	Categories: []rule.Category{
		{Name: hazardCall, Severity: rule.Warning, Summary: "a function named hazard is called"},
	},
}

func run(pass *analysis.Pass) (any, error) {
	if !hasCandidate(pass) {
		return diagnose.Nothing(), nil
	}
	in, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok {
		return diagnose.Nothing(), nil
	}
	rep := diagnose.NewReporter(pass)
	for cur := range in.Root().Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		fn := typeutil.StaticCallee(pass.TypesInfo, call)
		if fn == nil || fn.Origin().Name() != "hazard" {
			continue
		}
		rep.Report(analysis.Diagnostic{
			Pos:      call.Pos(),
			End:      call.End(),
			Category: hazardCall,
			Message:  fmt.Sprintf("calls %s, which is a hazard", fn.Name()),
		})
	}
	return rep.Done(), nil
}

// hasCandidate is the cheap test that most packages fail: it looks at what the
// package names, and at no syntax.
func hasCandidate(pass *analysis.Pass) bool {
	for _, obj := range pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok && fn.Name() == "hazard" {
			return true
		}
	}
	return false
}
