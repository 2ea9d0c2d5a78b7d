package loops_test

import (
	"go/ast"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/loops"
)

// reporter reports what the pass finds.
var reporter = &analysis.Analyzer{
	Name:     "reporter",
	Doc:      "reporter reports callbacks",
	Requires: []*analysis.Analyzer{loops.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, cb := range loops.Of(pass).Callbacks() {
			name, at := "literal", cb.Body
			if decl, ok := cb.Body.(*ast.FuncDecl); ok {
				name, at = decl.Name.Name, decl.Name
			}
			pass.ReportRangef(at, "%s: %s", name, cb.Loop.API)
		}
		return nil, nil
	},
}

func TestShapes(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), reporter, "loops/shapes")
}
