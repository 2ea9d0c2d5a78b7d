package lostfuture

import (
	"flag"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/directives"
)

// Analyzer reports errors that come later and that nobody asks for.
var Analyzer = &analysis.Analyzer{
	Name:       "lostfuture",
	Doc:        rule.Doc(doc, "lostfuture"),
	URL:        rule.URL("lostfuture"),
	Flags:      flags(),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, directives.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	unreadToken     = "unread-token"
	uncheckedWait   = "unchecked-wait"
	neverWaited     = "never-waited"
	unreadChannel   = "unread-channel"
	missingReply    = "missing-reply"
	lastErrorWins   = "last-error-wins"
	unreadAnswer    = "unread-answer"
	unwaitedProcess = "unwaited-process"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.VanishingErrors,
	Default:  true,
	Categories: []rule.Category{
		{Name: unreadToken, Severity: rule.Warning, Summary: "the result that carries the error of a call is dropped or never asked"},
		{Name: uncheckedWait, Severity: rule.Error, HasFix: true, Summary: "the call that waits for tasks returns their error, and it is dropped"},
		{Name: neverWaited, Severity: rule.Error, Summary: "a group of tasks is never waited for"},
		{Name: unreadChannel, Severity: rule.Error, Summary: "tasks send errors on a channel that nobody reads, or not often enough"},
		{Name: missingReply, Severity: rule.Error, Summary: "a task ends without the reply that its spawner waits for"},
		{Name: lastErrorWins, Severity: rule.Error, Summary: "workers overwrite the error of one another"},
		{Name: unreadAnswer, Severity: rule.Error, Summary: "the answer whether work was accepted is dropped"},
		{Name: unwaitedProcess, Severity: rule.Warning, Summary: "a process is started and never waited for"},
	},
}

const testsFlag = "tests"

func flags() flag.FlagSet {
	var set flag.FlagSet
	set.Init("lostfuture", flag.ContinueOnError)
	set.Bool(testsFlag, false, "report errors that come later and that nobody asks for in test files too")
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
