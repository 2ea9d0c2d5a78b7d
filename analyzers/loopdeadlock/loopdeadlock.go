package loopdeadlock

import (
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/forbidden"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports loops that wait for themselves.
var Analyzer = &analysis.Analyzer{
	Name:       "loopdeadlock",
	Doc:        rule.Doc(doc, "loopdeadlock"),
	URL:        rule.URL("loopdeadlock"),
	Flags:      testfile.Flags("loopdeadlock", "loops that wait for themselves"),
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, directives.Analyzer, forbidden.Analyzer, ir.Analyzer, loops.Analyzer, channels.Analyzer, tasks.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	selfSend         = "self-send"
	selfSendBuffered = "self-send-buffered"
	selfRequest      = "self-request"
	selfStop         = "self-stop"
	forbiddenCall    = "forbidden-call"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.EventLoops,
	Default:  true,
	Categories: []rule.Category{
		{Name: selfSend, Severity: rule.Error, Summary: "a loop sends to a channel that only it receives from"},
		{Name: selfSendBuffered, Severity: rule.Error, Summary: "a loop sends to a channel with a buffer that only it receives from"},
		{Name: selfRequest, Severity: rule.Error, Summary: "a loop hands itself a request and waits for the answer"},
		{Name: selfStop, Severity: rule.Error, Summary: "a loop waits for its own end"},
		{Name: forbiddenCall, Severity: rule.Error, Summary: "a framework's callback calls what waits for the callback's end"},
	},
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{
		pass:  pass,
		loops: loops.Of(pass),
		rep:   diagnose.NewReporter(pass),
		tests: diagnose.Flag(pass, testfile.Flag),
	}
	c.forbidden()
	return c.rep.Done(), nil
}

// A checker is the analysis of one package. Each category has a method that
// looks for its findings, in a file of its own.
type checker struct {
	pass  *analysis.Pass
	loops *loops.Result
	rep   *diagnose.Reporter
	tests bool // look at tests too
}

// skips reports whether nothing is to be reported at pos.
func (c *checker) skips(pos token.Pos) bool {
	return !c.tests && testfile.Contains(c.pass.Fset, pos)
}
