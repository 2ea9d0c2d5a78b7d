package lostrelease

import (
	"flag"
	"fmt"
	"go/token"
	"path/filepath"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports paths on which a release is skipped.
var Analyzer = &analysis.Analyzer{
	Name:       "lostrelease",
	Doc:        rule.Doc(doc, "lostrelease"),
	URL:        rule.URL("lostrelease"),
	Flags:      flags(),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, directives.Analyzer, ir.Analyzer, tasks.Analyzer, channels.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	skippedDone   = "skipped-done"
	skippedSlot   = "skipped-slot"
	skippedUnlock = "skipped-unlock"
	skippedSignal = "skipped-signal"
	countMismatch = "count-mismatch"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.LeakingResources,
	Default:  true,
	Categories: []rule.Category{
		{Name: skippedDone, Severity: rule.Error, HasFix: true, Summary: "a task can end without the Done that its WaitGroup waits for"},
		{Name: skippedSlot, Severity: rule.Error, Flag: skippedSlotFlag, Summary: "a path keeps a semaphore slot for ever"},
		{Name: skippedUnlock, Severity: rule.Error, Summary: "a path leaves a mutex locked"},
		{Name: skippedSignal, Severity: rule.Error, HasFix: true, Summary: "a task can end without closing the channel that others wait for"},
		{Name: countMismatch, Severity: rule.Error, Summary: "a WaitGroup counts more or fewer tasks than are started"},
	},
}

const skippedSlotFlag = skippedSlot // called as the category is

func flags() flag.FlagSet {
	set := testfile.Flags("lostrelease", "skipped releases")
	set.Bool(skippedSlotFlag, false, "report paths that keep a slot of a semaphore")
	return set
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, tests: diagnose.Flag(pass, testfile.Flag), slotsToo: diagnose.Flag(pass, skippedSlotFlag)}
	found := candidates(pass)
	if found == (candidate{}) {
		return diagnose.Nothing(), nil
	}
	c.rep = diagnose.NewReporter(pass)
	c.engine = newEngine(ir.Of(pass), channels.Of(pass))
	if found.tasks {
		c.follow(tasks.Of(pass))
	}
	if found.locks {
		c.unlocks()
	}
	if found.tasks {
		c.tasks()
	}
	return c.rep.Done(), nil
}

// A checker is the analysis of one package.
type checker struct {
	*engine
	pass  *analysis.Pass
	rep   *diagnose.Reporter
	tests bool // look at tests too

	slotsToo bool // report skipped slots

	flows      []*tasks.Flow
	flowsOf    map[*ssa.Function][]*tasks.Flow // by body
	flowsIn    map[*ssa.Function][]*tasks.Flow // by the function with the start
	starts     map[ssa.Instruction]*tasks.Flow
	semaphores map[*channels.Channel]semaphore
	giving     [kinds]*index
}

// follow finds the tasks.
func (c *checker) follow(all *tasks.Result) {
	c.flows = all.Flows()
	c.flowsOf = make(map[*ssa.Function][]*tasks.Flow)
	c.flowsIn = make(map[*ssa.Function][]*tasks.Flow)
	c.starts = make(map[ssa.Instruction]*tasks.Flow)
	for _, f := range c.flows {
		c.starts[f.Start] = f
		c.flowsIn[f.Start.Parent()] = append(c.flowsIn[f.Start.Parent()], f)
		for _, fn := range f.Bodies {
			c.flowsOf[fn] = append(c.flowsOf[fn], f)
		}
	}
}

// isTask reports whether fn runs as a task.
func (c *checker) isTask(fn *ssa.Function) bool { return len(c.flowsOf[fn]) > 0 }

// tasks looks for what tasks skip.
func (c *checker) tasks() {
	c.semaphores = make(map[*channels.Channel]semaphore)
	if c.slotsToo {
		c.slots()
	}
	c.counts()
	for _, f := range c.flows {
		if !c.skips(f.Task.Site.Pos()) {
			c.dones(f)
			c.signals(f)
			if c.slotsToo {
				c.taskSlots(f)
			}
			c.taskUnlocks(f)
		}
	}
}

// skips reports whether pos is in a file that is left alone.
func (c *checker) skips(pos token.Pos) bool {
	return !c.tests && testfile.IsTest(c.pass, c.ir.File(pos))
}

// line is the line of pos, for messages.
func (c *checker) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }

// where is the line of pos, with its file if that is another one than from's.
func (c *checker) where(pos, from token.Pos) string {
	p := c.pass.Fset.Position(pos)
	if p.Filename == c.pass.Fset.Position(from).Filename {
		return fmt.Sprintf("line %d", p.Line)
	}
	return fmt.Sprintf("%s:%d", filepath.Base(p.Filename), p.Line)
}
