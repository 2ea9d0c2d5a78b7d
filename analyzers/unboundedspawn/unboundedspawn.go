package unboundedspawn

import (
	"flag"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/mayblock"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports tasks that are started faster than they are done.
var Analyzer = &analysis.Analyzer{
	Name:  "unboundedspawn",
	Doc:   rule.Doc(doc, "unboundedspawn"),
	URL:   rule.URL("unboundedspawn"),
	Flags: flags(),
	Requires: []*analysis.Analyzer{
		inspect.Analyzer, apimodel.Analyzer, directives.Analyzer, ir.Analyzer, tasks.Analyzer, channels.Analyzer,
		bounds.Analyzer, mayblock.Analyzer,
	},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	spawnPerEvent    = "spawn-per-event"
	limitInside      = "limit-inside"
	spawnPerItem     = "spawn-per-item"
	spill            = "spill"
	fireAndForget    = "fire-and-forget-send"
	overlappingTicks = "overlapping-ticks"
	acceptLoop       = "accept-loop"
	spawnPerRequest  = "spawn-per-request"
)

// The flags that turn on the categories of the same names.
const (
	spawnPerEventFlag    = spawnPerEvent
	spawnPerItemFlag     = spawnPerItem
	overlappingTicksFlag = overlappingTicks
	acceptLoopFlag       = acceptLoop
	spawnPerRequestFlag  = spawnPerRequest
)

func flags() flag.FlagSet {
	set := testfile.Flags("unboundedspawn", "tasks")
	set.Bool(spawnPerEventFlag, false, "report tasks that are started for each event, without a limit")
	set.Bool(overlappingTicksFlag, false, "report tasks that are started for each tick of a clock, though the last one may still run")
	set.Bool(spawnPerItemFlag, false, "report tasks that are started for each element of a list of unknown size")
	set.Bool(acceptLoopFlag, false, "report tasks that are started for each connection, without a limit")
	set.Bool(spawnPerRequestFlag, false, "report tasks that outlive the HTTP handlers that start them, without a limit")
	return set
}

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.BackPressure,
	Default:  true,
	Categories: []rule.Category{
		{Name: spawnPerEvent, Severity: rule.Warning, Flag: spawnPerEventFlag, HasFix: true, Summary: "an endless loop starts a task for each event, and nothing limits them"},
		{Name: limitInside, Severity: rule.Warning, HasFix: true, Summary: "a semaphore is taken by the task, so that goroutines are not limited"},
		{Name: spawnPerItem, Severity: rule.Warning, Flag: spawnPerItemFlag, Summary: "a loop over a list of unknown size starts a task for each element"},
		{Name: spill, Severity: rule.Warning, Summary: "what a full channel does not take is left to a goroutine that waits"},
		{Name: fireAndForget, Severity: rule.Warning, Summary: "for each event a goroutine is started that only sends: a queue of goroutines"},
		{Name: overlappingTicks, Severity: rule.Warning, Flag: overlappingTicksFlag, Summary: "a task is started for each tick of a clock, though the last one may still run"},
		{Name: acceptLoop, Severity: rule.Warning, Flag: acceptLoopFlag, Summary: "each connection gets a task, and nothing limits how many there are"},
		{Name: spawnPerRequest, Severity: rule.Warning, Flag: spawnPerRequestFlag, Summary: "an HTTP handler starts a task that outlives it, and nothing limits them"},
	},
}

func run(pass *analysis.Pass) (any, error) {
	if !hasCandidate(pass) {
		return diagnose.Nothing(), nil
	}
	c := &checker{
		pass:   pass,
		rep:    diagnose.NewReporter(pass),
		tests:  diagnose.Flag(pass, testfile.Flag),
		events: diagnose.Flag(pass, spawnPerEventFlag),
		items:  diagnose.Flag(pass, spawnPerItemFlag),
		ir:     ir.Of(pass),
		tasks:  tasks.Of(pass),
		chans:  channels.Of(pass),
		bounds: bounds.Of(pass),
		blocks: mayblock.Of(pass),
	}
	c.loops()
	c.spills()
	c.loneSends()
	if diagnose.Flag(pass, overlappingTicksFlag) {
		c.ticks()
		c.again()
	}
	if diagnose.Flag(pass, acceptLoopFlag) {
		c.acceptLoops()
	}
	if diagnose.Flag(pass, spawnPerRequestFlag) {
		c.requests()
	}
	return c.rep.Done(), nil
}

// A checker is the analysis of one package. Each category has a method that
// looks for its findings, in a file of its own.
type checker struct {
	pass   *analysis.Pass
	rep    *diagnose.Reporter
	tests  bool // look at tests too
	events bool // spawn-per-event
	items  bool // spawn-per-item

	ir     *ir.Package
	tasks  *tasks.Result
	chans  *channels.Result
	bounds *bounds.Result
	blocks *mayblock.Result

	sites   map[ast.Node]*tasks.Task                         // by the syntax that starts them, see taskAt
	spilled map[*tasks.Task]bool                             // reported by spills
	names   map[*ssa.Function][]string                       // that fixes declare, by the function
	cases   map[*ssa.Function]map[token.Pos]*ssa.SelectState // see caseOf
	sendsOf map[*ssa.Function][]ir.Send                      // see sends
	quiet   map[*ssa.Function]bool                           // see brief
}

// hasCandidate is the cheap test that most packages fail: there is something that
// starts a task.
func hasCandidate(pass *analysis.Pass) bool {
	if !tasks.Of(pass).Any() {
		return false
	}
	in := inspectorOf(pass)
	if in == nil {
		return false
	}
	for range in.Root().Preorder((*ast.GoStmt)(nil)) {
		return true
	}
	for call := range in.Root().Preorder((*ast.CallExpr)(nil)) {
		if sel, ok := call.Node().(*ast.CallExpr).Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Go" {
			return true
		}
	}
	return false
}

// inspectorOf returns nil where a driver could not provide it.
func inspectorOf(pass *analysis.Pass) *inspector.Inspector {
	in, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok {
		return nil
	}
	return in
}

// loops looks at each task that a loop or a handler starts.
func (c *checker) loops() {
	for _, f := range c.tasks.Flows() {
		if c.skips(f.Task.Site.Pos()) {
			continue
		}
		src := c.bounds.Source(f)
		if src.Kind != bounds.Items && !src.Endless() {
			continue
		}
		s := &site{c: c, flow: f, src: src}
		// What limits the tasks takes longest to find out.
		if !s.matters() && c.bounds.Inside(f).Kind == bounds.None {
			continue
		}
		b := c.bounds.Bound(f, src)
		switch {
		case b.Inside && b.Kind != bounds.Unknown:
			s.limitInside(b)
		case b.Kind != bounds.None:
		case src.Endless() && c.events:
			s.perEvent()
		case !src.Endless() && c.items:
			s.perItem()
		}
	}
}

// matters reports whether the tasks would be reported if nothing limits them.
func (s *site) matters() bool {
	if s.src.Endless() {
		return s.c.events && s.piles()
	}
	return s.c.items && s.waits() != nil
}

// skips reports whether nothing is to be reported at pos.
func (c *checker) skips(pos token.Pos) bool {
	return !c.tests && testfile.Contains(c.pass.Fset, pos)
}
