package lostfuture

import (
	"flag"
	"go/ast"
	"go/token"
	"go/types"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports errors that come later and that nobody asks for.
var Analyzer = &analysis.Analyzer{
	Name:       "lostfuture",
	Doc:        rule.Doc(doc, "lostfuture"),
	URL:        rule.URL("lostfuture"),
	Flags:      flags(),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, apimodel.Analyzer, directives.Analyzer, ir.Analyzer, tasks.Analyzer, channels.Analyzer, errorflow.Analyzer},
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
		{Name: unreadChannel, Severity: rule.Error, Flag: unreadChannelFlag, Summary: "tasks send errors on a channel that nobody reads, or not often enough"},
		{Name: missingReply, Severity: rule.Error, Summary: "a task ends without the reply that its spawner waits for"},
		{Name: lastErrorWins, Severity: rule.Error, HasFix: true, Summary: "workers overwrite the error of one another"},
		{Name: unreadAnswer, Severity: rule.Error, Summary: "the answer whether work was accepted is dropped"},
		{Name: unwaitedProcess, Severity: rule.Warning, Summary: "a process is started and never waited for"},
	},
}

const unreadChannelFlag = unreadChannel // called as the category is

func flags() flag.FlagSet {
	set := testfile.Flags("lostfuture", "errors that come later and that nobody asks for")
	set.Bool(unreadChannelFlag, false, "report channels of errors from which nobody receives, or not as often as errors are sent")
	return set
}

func run(pass *analysis.Pass) (any, error) {
	in, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok {
		return diagnose.Nothing(), nil
	}
	c := &checker{
		pass:  pass,
		info:  pass.TypesInfo,
		in:    in,
		model: apimodel.Of(pass),
		tasks: tasks.Of(pass),
		flow:  errorflow.Of(pass),
		ir:    ir.Of(pass),
		rep:   diagnose.NewReporter(pass),
		tests: diagnose.Flag(pass, testfile.Flag),

		matter: make(map[*types.Package]bool),
		groups: make(map[*types.Var]bool),
	}
	c.joined = sync.OnceValue(c.findJoined)
	c.added = sync.OnceValue(c.findAdded)
	c.reaps = sync.OnceValue(c.findReaper)
	c.calls()
	c.collected()
	return c.rep.Done(), nil
}

// A checker is the analysis of one package.
type checker struct {
	pass  *analysis.Pass
	info  *types.Info
	in    *inspector.Inspector
	model *apimodel.Model
	tasks *tasks.Result
	flow  *errorflow.Result
	ir    *ir.Package
	rep   *diagnose.Reporter
	tests bool // look at tests too

	matter map[*types.Package]bool // see matters
	groups map[*types.Var]bool     // those that were judged: see task

	joined func() map[*types.Var]bool          // see findJoined
	added  func() map[*types.Var][]*tasks.Task // see findAdded
	reaps  func() bool                         // see findReaper
}

// skips reports whether nothing is to be reported in file.
func (c *checker) skips(file *ast.File) bool {
	return !c.tests && testfile.IsTest(c.pass, file)
}

// line is the line of pos, for messages.
func (c *checker) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }
