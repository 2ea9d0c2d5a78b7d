package bounds_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/tasks"
)

// reporter reports what the pass says of each task that is started in a loop.
var reporter = &analysis.Analyzer{
	Name:     "reporter",
	Doc:      "reporter reports bounds",
	Requires: []*analysis.Analyzer{tasks.Analyzer, bounds.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		r := bounds.Of(pass)
		for _, f := range tasks.Of(pass).Flows() {
			src := r.Source(f)
			if src.Kind == bounds.NoSource {
				continue
			}
			b := r.Bound(f, src)
			inside := ""
			if b.Inside {
				inside = " inside"
			}
			source := src.Kind.String()
			if src.Ends {
				source += " that ends"
			}
			pass.ReportRangef(f.Task.Site, "%s: %s%s", source, b.Kind, inside)
		}
		return nil, nil
	},
}

func TestBounds(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), reporter, "bounds/semaphores", "bounds/guards", "bounds/sources", "bounds/waits", "bounds/handlers",
		"bounds/helpers", "bounds/pools")
}
