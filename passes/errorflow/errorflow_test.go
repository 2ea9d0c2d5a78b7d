package errorflow_test

import (
	"go/ast"
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
)

// printer reports what becomes of errors.
var printer = &analysis.Analyzer{
	Name:     "printer",
	Doc:      "reports returns that lose errors, and branches on which they vanish",
	Requires: []*analysis.Analyzer{ir.Analyzer, errorflow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		r := errorflow.Of(pass)
		for _, file := range pass.Files {
			for _, d := range file.Decls {
				decl, ok := d.(*ast.FuncDecl)
				if !ok {
					continue
				}
				if fn := ir.Of(pass).FuncOf(decl); fn != nil && returnsError(pass, decl) {
					if pos := r.Loses(fn); pos.IsValid() {
						pass.Reportf(pos, "loses")
					}
				}
				for _, br := range r.Branches(decl.Body) {
					if call, ok := r.Vanishes(decl, br); ok {
						pass.ReportRangef(br.Head, "vanishes: %s", call)
					}
				}
			}
		}
		return nil, nil
	},
}

func returnsError(pass *analysis.Pass, decl *ast.FuncDecl) bool {
	results := decl.Type.Results
	return results != nil && errorflow.IsError(pass.TypesInfo.TypeOf(results.List[len(results.List)-1].Type))
}

func Test(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), printer, "errorflow")
}

func TestOfWithoutResults(t *testing.T) {
	assert.NotNil(t, errorflow.Of(&analysis.Pass{Pkg: types.NewPackage("p", "p")}))
}
