package tasks_test

import (
	"go/ast"
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/tasks"
)

// printer reports every task in words.
var printer = &analysis.Analyzer{
	Name:     "printer",
	Doc:      "reports every task",
	Requires: []*analysis.Analyzer{tasks.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, t := range tasks.Of(pass).All() {
			in := "package"
			if t.In != nil {
				in = name(t.In)
			}
			bodies := "no body"
			for i, b := range t.Bodies {
				if i == 0 {
					bodies = ""
				}
				bodies += name(b.Node)
			}
			if t.TakesError() {
				bodies += ", takes the error"
			}
			kind := map[tasks.Kind]string{tasks.GoStmt: "go", tasks.Spawned: "spawned", tasks.Declared: "declared"}[t.Kind]
			pass.Reportf(t.Site.Pos(), "%s in %s: %s", kind, in, bodies)
		}
		return nil, nil
	},
}

func name(n ast.Node) string {
	if d, ok := n.(*ast.FuncDecl); ok {
		return d.Name.Name
	}
	return "literal"
}

func Test(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), printer, "tasks")
}

func TestOfWithoutResults(t *testing.T) {
	r := tasks.Of(&analysis.Pass{Pkg: types.NewPackage("p", "p")})
	assert.False(t, r.Any())
	assert.Empty(t, r.All())
}
