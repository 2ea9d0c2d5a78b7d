package loopblock

import (
	"flag"
	"go/ast"

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
	"github.com/asynclint/asynclint/passes/mayblock"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports what blocks an event loop.
var Analyzer = &analysis.Analyzer{
	Name:  "loopblock",
	Doc:   rule.Doc(doc, "loopblock"),
	URL:   rule.URL("loopblock"),
	Flags: flags(),
	Requires: []*analysis.Analyzer{
		apimodel.Analyzer, directives.Analyzer, ir.Analyzer, channels.Analyzer, tasks.Analyzer, loops.Analyzer, mayblock.Analyzer, forbidden.Analyzer,
	},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	callbackBlocks = "callback-blocks"
	selectBlocks   = "select-blocks"
	spawnerBlocks  = "spawner-blocks"
	spinningSelect = "spinning-select"
	serialAccept   = "serial-accept"
	holdsLoop      = "holds-loop"
)

// holdsLoopFlag turns on the category of the same name.
const holdsLoopFlag = holdsLoop

// moreWaitsFlag widens select-blocks to waits that are long less often.
const moreWaitsFlag = "select-more"

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.EventLoops,
	Default:  true,
	Categories: []rule.Category{
		{Name: callbackBlocks, Severity: rule.Warning, HasFix: true, Summary: "a function that a framework calls on its event loop may block"},
		{Name: selectBlocks, Severity: rule.Warning, HasFix: true, Summary: "a case of a select loop may block, and the other cases wait"},
		{Name: spawnerBlocks, Severity: rule.Warning, HasFix: true, Summary: "an argument of a go or defer statement blocks the loop that it is on"},
		{Name: spinningSelect, Severity: rule.Error, HasFix: true, Summary: "a select loop spins once a channel is closed"},
		{Name: serialAccept, Severity: rule.Warning, HasFix: true, Summary: "an accept loop serves the connection itself"},
		{Name: holdsLoop, Severity: rule.Warning, Flag: holdsLoopFlag, Summary: "a function on an event loop computes without a bound, or uses files"},
	},
}

func flags() flag.FlagSet {
	set := testfile.Flags("loopblock", "callbacks and loops")
	set.Bool(holdsLoopFlag, false, "report code on event loops that computes without a bound, or uses files")
	set.Bool(moreWaitsFlag, false, "report receives from channels, and database calls, in cases of select loops too")
	return set
}

func run(pass *analysis.Pass) (any, error) {
	cbs := loops.Of(pass).Callbacks()
	c := &checker{pass: pass, rep: diagnose.NewReporter(pass), blocks: mayblock.Of(pass), loops: loops.Of(pass), forbidden: forbidden.Of(pass), bodies: make(map[ast.Node]bool)}
	c.tests = diagnose.Flag(pass, testfile.Flag)
	c.unsure = diagnose.Flag(pass, moreWaitsFlag)
	for _, cb := range cbs {
		c.bodies[cb.Body] = cb.Body != nil
	}
	c.spawners()
	for _, cb := range cbs {
		c.check(cb)
	}
	c.selects()
	c.spinning()
	c.accepts()
	c.holds()
	return c.rep.Done(), nil
}

// A checker looks at the callbacks and loops of one package.
type checker struct {
	pass      *analysis.Pass
	rep       *diagnose.Reporter
	blocks    *mayblock.Result
	loops     *loops.Result
	forbidden *forbidden.Result
	bodies    map[ast.Node]bool // those of callbacks
	spawned   map[ast.Node]bool // waits in what go and defer statements compute first
	made      *origins          // nil until asked for
	tests     bool              // whether to report in test files
	unsure    bool              // whether to report waits in select loops that are long less often
}

// inTest reports whether n lies in a test, and is to be left alone: a test
// blocks a loop to see what happens then, or because nothing else is served.
func (c *checker) inTest(n ast.Node) bool {
	return !c.tests && testfile.Contains(c.pass.Fset, n.Pos())
}
