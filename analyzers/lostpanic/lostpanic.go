package lostpanic

import (
	"flag"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/directives"
)

// Analyzer reports panics and recovers that miss each other.
var Analyzer = &analysis.Analyzer{
	Name:       "lostpanic",
	Doc:        rule.Doc(doc, "lostpanic"),
	URL:        rule.URL("lostpanic"),
	Flags:      flags(),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, directives.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	recoverElsewhere = "recover-elsewhere"
	swallowedPanic   = "swallowed-panic"
	uselessRecover   = "useless-recover"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.VanishingErrors,
	Default:  true,
	Categories: []rule.Category{
		{Name: recoverElsewhere, Severity: rule.Error, Summary: "a function recovers, and starts a task that can panic and does not"},
		{Name: swallowedPanic, Severity: rule.Warning, Summary: "a recover throws away the value of the panic"},
		{Name: uselessRecover, Severity: rule.Error, HasFix: true, Summary: "recover is called where it can't recover"},
	},
}

const testsFlag = "tests"

func flags() flag.FlagSet {
	var set flag.FlagSet
	set.Init("lostpanic", flag.ContinueOnError)
	set.Bool(testsFlag, false, "report panics and recovers that miss each other in test files too")
	return set
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{
		pass:  pass,
		rep:   diagnose.NewReporter(pass),
		tests: diagnose.Flag(pass, testsFlag),
	}
	return c.rep.Done(), nil
}

// A checker is the analysis of one package.
type checker struct {
	pass  *analysis.Pass
	rep   *diagnose.Reporter
	tests bool
}
