package baddirective_test

import (
	"go/ast"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/analyzers/baddirective"
	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/directives"
)

// TestToySuite runs the analyzer in a suite of which everything is known.
func TestToySuite(t *testing.T) {
	a := baddirective.New(toySuite())
	require.NoError(t, analysis.Validate([]*analysis.Analyzer{a}))
	analysistest.Run(t, fixtest.Testdata(t), a, "baddirective/a")
}

// TestOptInCategory shows that an ignore of an opt-in category is judged once
// the category is on.
func TestOptInCategory(t *testing.T) {
	suite := toySuite()
	toy := suite[0].Analyzer
	require.NoError(t, toy.Flags.Set("noisy", "true"))
	analysistest.Run(t, fixtest.Testdata(t), baddirective.New(suite), "baddirective/optin")
}

// TestGeneratedFiles shows that directives in generated files are judged, but
// reported only if findings in such files are.
func TestGeneratedFiles(t *testing.T) {
	fixtest.SetFlag(t, directives.Analyzer, "generated")
	analysistest.Run(t, fixtest.Testdata(t), baddirective.New(toySuite()), "baddirective/generated")
}

// TestWithoutSuite shows that the analyzer alone judges only what it can.
func TestWithoutSuite(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), baddirective.Analyzer, "baddirective/alone")
}

// TestExamples runs the analyzer as drivers do, over what its page shows.
func TestExamples(t *testing.T) {
	for _, r := range analyzers.All() {
		if r.Name() == "baddirective" {
			analysistest.Run(t, fixtest.Testdata(t), r.Analyzer, "baddirective/example")
			return
		}
	}
	t.Fatal("baddirective is not registered")
}

// toySuite returns the rules that package a of the fixtures speaks of.
func toySuite() []*rule.Rule {
	toy := &rule.Rule{
		Analyzer: reporter("toy", map[string]string{"hazard": "", "noise": "noisy"}),
		Default:  true,
		Categories: []rule.Category{
			{Name: "hazard"},
			{Name: "noise", Flag: "noisy"},
		},
	}
	toy.Analyzer.Flags.Bool("noisy", false, "report calls of noise")
	idle := &rule.Rule{Analyzer: reporter("idle", nil), Categories: []rule.Category{{Name: "any"}}}
	return []*rule.Rule{toy, idle, &baddirective.Rule}
}

// reporter returns an analyzer that reports calls of functions by their names,
// which are its categories. The values of names are the flags that turn them
// on, "" if they are on.
func reporter(name string, names map[string]string) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       name,
		Doc:        "report calls of some functions",
		Requires:   []*analysis.Analyzer{directives.Analyzer},
		ResultType: diagnose.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			rep := diagnose.NewReporter(pass)
			for _, f := range pass.Files {
				ast.Inspect(f, func(n ast.Node) bool {
					call, ok := n.(*ast.CallExpr)
					if !ok {
						return true
					}
					fun, ok := call.Fun.(*ast.Ident)
					if !ok {
						return true
					}
					flag, ok := names[fun.Name]
					if ok && (flag == "" || pass.Analyzer.Flags.Lookup(flag).Value.String() == "true") {
						rep.Report(analysis.Diagnostic{Pos: call.Pos(), Category: fun.Name, Message: "calls " + fun.Name})
					}
					return true
				})
			}
			return rep.Done(), nil
		},
	}
}
