package forbidden_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/forbidden"
)

// reporter reports what the pass finds.
var reporter = &analysis.Analyzer{
	Name:     "reporter",
	Doc:      "reporter reports forbidden calls",
	Requires: []*analysis.Analyzer{forbidden.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		r := forbidden.Of(pass)
		for _, call := range r.Calls() {
			if !r.At(call.Node) || r.At(call.Node.Fun) {
				return nil, fmt.Errorf("%s: not at its call alone", call.Func)
			}
			var names []string
			for _, step := range call.Chain {
				name := "literal"
				if step.Func != nil {
					name = step.Func.Name()
				}
				names = append(names, name)
			}
			pass.ReportRangef(call.Node, "%s in %s: %s", call.Func.Name(), call.Row.Symbol.Name, strings.Join(names, ", "))
		}
		return nil, nil
	},
}

func TestCalls(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), reporter, "forbidden/calls")
}

// A pass without the analyzer's result, as a driver may give it, knows of none.
func TestNothingKnown(t *testing.T) {
	r := forbidden.Of(&analysis.Pass{})
	assert.Empty(t, r.Calls())
	assert.False(t, r.At(nil))
}
