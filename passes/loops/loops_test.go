package loops_test

import (
	"go/ast"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

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
	dir, err := filepath.Abs("../../testdata")
	require.NoError(t, err)
	analysistest.Run(t, dir, reporter, "loops/shapes")
}
