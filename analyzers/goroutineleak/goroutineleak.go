package goroutineleak

import (
	"flag"
	"go/ast"
	"go/token"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/ownership"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports goroutines that block for ever.
var Analyzer = &analysis.Analyzer{
	Name:       "goroutineleak",
	Doc:        rule.Doc(doc, "goroutineleak"),
	URL:        rule.URL("goroutineleak"),
	Flags:      flags(),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, apimodel.Analyzer, directives.Analyzer, ir.Analyzer, tasks.Analyzer, channels.Analyzer, ownership.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	abandonedSend    = "abandoned-send"
	firstOfMany      = "first-of-many"
	doubleSend       = "double-send"
	blockedProducer  = "blocked-producer"
	deafProducer     = "deaf-producer"
	abandonedReceive = "abandoned-receive"
	noPartner        = "no-partner"

	noExit        = "no-exit"
	unstoppable   = "unstoppable"
	stoppedTicker = "stopped-ticker"
	halfPipe      = "half-pipe"
	lostStop      = "lost-stop"
	nilChannel    = "nil-channel"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.LeakingResources,
	Default:  true,
	Categories: []rule.Category{
		{Name: abandonedSend, Severity: rule.Error, HasFix: true, Summary: "a task sends what its spawner may no longer wait for"},
		{Name: firstOfMany, Severity: rule.Error, HasFix: true, Summary: "several tasks send, but fewer values are received"},
		{Name: doubleSend, Severity: rule.Error, Summary: "a task sends again after the send that is received"},
		{Name: blockedProducer, Severity: rule.Error, Summary: "a task sends in a loop to a consumer that can break off"},
		{Name: deafProducer, Severity: rule.Error, Summary: "a task of a group sends in a loop to another one that can fail"},
		{Name: abandonedReceive, Severity: rule.Error, Flag: abandonedReceiveFlag, HasFix: true, Summary: "a task waits for a channel that its spawner leaves unclosed"},
		{Name: noPartner, Severity: rule.Error, Summary: "a channel is sent on and never received from, or the reverse"},
		{Name: noExit, Severity: rule.Error, HasFix: true, Summary: "a task that should end is in a loop which nothing leaves"},
		{Name: unstoppable, Severity: rule.Warning, Flag: unstoppableFlag, Summary: "a constructor starts a task that nothing can stop"},
		{Name: stoppedTicker, Severity: rule.Error, Summary: "a task waits for the ticks of a ticker that is stopped, and for nothing else"},
		{Name: halfPipe, Severity: rule.Error, Summary: "an end of a pipe stays open, and a task waits at the other one"},
		{Name: lostStop, Severity: rule.Warning, Summary: "a stop function is dropped, or not called on all paths"},
		{Name: nilChannel, Severity: rule.Error, Flag: nilChannelFlag, Summary: "a send or receive on a channel that is always nil"},
	},
}

const (
	// The flags of categories are called as they are.
	abandonedReceiveFlag = abandonedReceive
	nilChannelFlag       = nilChannel
	unstoppableFlag      = unstoppable
)

func flags() flag.FlagSet {
	set := testfile.Flags("goroutineleak", "goroutines that leak")
	set.Bool(abandonedReceiveFlag, false, "report goroutines that wait for a channel which is left unclosed")
	set.Bool(nilChannelFlag, false, "report operations on channels that are always nil")
	set.Bool(unstoppableFlag, false, "report constructors that start goroutines which nothing can stop")
	return set
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{
		pass:  pass,
		model: apimodel.Of(pass),
		tasks: tasks.Of(pass),
		ir:    ir.Of(pass),
		rep:   diagnose.NewReporter(pass),
		tests: diagnose.Flag(pass, testfile.Flag),
	}
	if c.tasks.Any() {
		c.partners()
		c.stoppedTickers()
		c.endlessTasks()
		c.halfPipes()
	}
	c.lostStops()
	if diagnose.Flag(c.pass, nilChannelFlag) {
		c.nilChannels()
	}
	return c.rep.Done(), nil
}

// A checker is the analysis of one package. Each category has a method that
// looks for its findings, in a file of its own.
type checker struct {
	pass  *analysis.Pass
	model *apimodel.Model
	tasks *tasks.Result
	ir    *ir.Package
	rep   *diagnose.Reporter
	tests bool // look at tests too
	told  blockSet
}

// skips reports whether nothing is to be reported in file.
func (c *checker) skips(file *ast.File) bool {
	return !c.tests && testfile.IsTest(c.pass, file)
}

// bodies yields the functions that run as tasks, each with the task. Those that
// main starts are left out: they end with the process.
func (c *checker) bodies() iter.Seq2[*tasks.Task, *ssa.Function] {
	return func(yield func(*tasks.Task, *ssa.Function) bool) {
		for _, t := range c.tasks.All() {
			if c.skips(t.File) || c.isMain(t.In) {
				continue
			}
			for _, body := range t.Bodies {
				if fn := c.ir.FuncOf(body.Node); fn != nil && !yield(t, fn) {
					return
				}
			}
		}
	}
}

// inCommand reports whether the package is a command, or a part of one: it lies
// in a folder cmd.
func (c *checker) inCommand() bool {
	return c.pass.Pkg.Name() == "main" || slices.Contains(strings.Split(c.pass.Pkg.Path(), "/"), "cmd")
}

// isMain reports whether node is the declaration of the function main of a
// command.
func (c *checker) isMain(node ast.Node) bool {
	decl, ok := node.(*ast.FuncDecl)
	return ok && decl.Recv == nil && decl.Name.Name == "main" && c.pass.Pkg.Name() == "main"
}

// line is the line of pos, for messages.
func (c *checker) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }
