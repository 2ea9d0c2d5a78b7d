package lostcallbackerror

import (
	"flag"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/directives"
)

// Analyzer reports errors that callbacks swallow.
var Analyzer = &analysis.Analyzer{
	Name:       "lostcallbackerror",
	Doc:        rule.Doc(doc, "lostcallbackerror"),
	URL:        rule.URL("lostcallbackerror"),
	Flags:      flags(),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, directives.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	ignoredParam      = "ignored-param"
	silentHandler     = "silent-handler"
	droppedInCallback = "dropped-in-callback"
	shadowed          = "shadowed"
	onceLosesError    = "once-loses-error"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.VanishingErrors,
	Default:  true,
	Categories: []rule.Category{
		{Name: ignoredParam, Severity: rule.Warning, HasFix: true, Summary: "a callback never looks at the error that it is handed"},
		{Name: silentHandler, Severity: rule.Error, Summary: "an HTTP handler returns because of an error and answers 200 OK"},
		{Name: droppedInCallback, Severity: rule.Warning, Summary: "a callback that can't return an error ends because of one and tells nobody"},
		{Name: shadowed, Severity: rule.Error, HasFix: true, Summary: "a callback assigns its error to a new variable that hides the one which is tested afterwards"},
		{Name: onceLosesError, Severity: rule.Error, HasFix: true, Summary: "the error of a sync.Once is seen by the first caller alone"},
	},
}

const testsFlag = "tests"

func flags() flag.FlagSet {
	var set flag.FlagSet
	set.Init("lostcallbackerror", flag.ContinueOnError)
	set.Bool(testsFlag, false, "report errors that callbacks swallow in test files too")
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
