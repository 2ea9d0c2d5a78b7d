package loopblock

import (
	"flag"
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/directives"
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
		apimodel.Analyzer, directives.Analyzer, ir.Analyzer, channels.Analyzer, tasks.Analyzer, loops.Analyzer, mayblock.Analyzer,
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
	set := testfile.Flags("loopblock", "callbacks")
	set.Bool(holdsLoopFlag, false, "report code on event loops that computes without a bound, or uses files")
	return set
}

func run(pass *analysis.Pass) (any, error) {
	cbs := loops.Of(pass).Callbacks()
	c := &checker{pass: pass, rep: diagnose.NewReporter(pass), blocks: mayblock.Of(pass), loops: loops.Of(pass), bodies: make(map[ast.Node]bool)}
	c.tests = diagnose.Flag(pass, testfile.Flag)
	for _, cb := range cbs {
		c.bodies[cb.Body] = cb.Body != nil
	}
	for _, cb := range cbs {
		c.check(cb)
	}
	c.selects()
	c.spinning()
	return c.rep.Done(), nil
}

// A checker looks at the callbacks and loops of one package.
type checker struct {
	pass   *analysis.Pass
	rep    *diagnose.Reporter
	blocks *mayblock.Result
	loops  *loops.Result
	bodies map[ast.Node]bool // those of callbacks
	made   *origins          // nil until asked for
	tests  bool              // whether to report in test files
}

// check reports what may block in one callback: of the calls of one function
// the first.
func (c *checker) check(cb loops.Callback) {
	if cb.Body == nil {
		if w := c.blocks.Func(cb.Func); w != nil && reportable(cb, w) && !c.inTest(cb.Expr) {
			w.Node = cb.Expr
			c.report(cb, w, nil)
		}
		return
	}
	seen := make(map[string]bool)
	var fixable []*mayblock.Witness
	for _, w := range c.blocks.Waits(cb.Body) {
		if !reportable(cb, w) || c.callsCallback(w) || c.inTest(w.Node) {
			continue
		}
		fixable = append(fixable, w)
		if key := w.Steps[0].Name; !seen[key] {
			seen[key] = true
			var fixes []analysis.SuggestedFix
			if len(fixable) == 1 {
				fixes = c.fix(cb, w)
			}
			c.report(cb, w, fixes)
		}
	}
}

// reportable reports whether a reader would agree that w is a wait, without
// knowing more. Of channel operations these are receives in this package: a
// send waits no longer than its receiver is busy, and handing work to another
// goroutine is what callbacks are advised to do.
//
// Waiting for the end of what has just been told to end is how things are
// closed, and brief as a rule. But what JavaScript closes says so through the
// very loop that waits.
func reportable(cb loops.Callback, w *mayblock.Witness) bool {
	if w.AfterStop && cb.Loop.Pkg != "syscall/js" {
		return false
	}
	if w.Op == mayblock.Send || !w.Complete() {
		return false // of a longer chain, each step makes it less likely that it is ever gone
	}
	if w.Kind == apimodel.Channel && w.Op == mayblock.Call && w.Receives() {
		return false // in another package, where nobody here sees who sends
	}
	switch w.Kind {
	case apimodel.Sleep, apimodel.Wait, apimodel.Network, apimodel.DNS, apimodel.Database, apimodel.Subprocess, apimodel.Stdin, apimodel.Channel:
		return len(w.Steps) > 0
	}
	return false
}

// inTest reports whether n lies in a test, and is to be left alone: a test
// blocks a loop to see what happens then, or because nothing else is served.
func (c *checker) inTest(n ast.Node) bool {
	return !c.tests && testfile.Contains(c.pass.Fset, n.Pos())
}

// callsCallback reports whether w begins with the call of another callback,
// which is judged by itself.
func (c *checker) callsCallback(w *mayblock.Witness) bool {
	call, ok := w.Node.(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
	if !ok {
		return false
	}
	decl := c.blocks.Body(fn)
	return decl != nil && c.bodies[decl]
}

func (c *checker) report(cb loops.Callback, w *mayblock.Witness, fixes []analysis.SuggestedFix) {
	d := analysis.Diagnostic{
		Pos: w.Node.Pos(), End: w.Node.End(),
		Category:       callbackBlocks,
		Message:        fmt.Sprintf("%s blocks %s: %s", c.subject(cb), loopName(cb.Loop.Name), what(w)),
		SuggestedFixes: fixes,
	}
	if rng, ok := w.Node.(*ast.RangeStmt); ok {
		d.End = rng.X.End()
	}
	if idiom := cut(cb.Loop.Offload); idiom != "" {
		d.Message += "; instead: " + idiom
	}
	for i, s := range w.Steps {
		if i > 0 {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: s.Pos, Message: "which leads to " + s.Name})
		}
	}
	if cb.Site != nil && cb.Body != nil {
		end := cb.Site.End()
		if lit, ok := cb.Body.(*ast.FuncLit); ok && cb.Site.Pos() < lit.Pos() && lit.End() <= end {
			end = lit.Type.End() // the literal's own lines hold the wait
		}
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: cb.Site.Pos(), End: end, Message: "it is handed to " + cb.Loop.API + " here"})
	}
	c.rep.Report(d)
}

// subject names the callback.
func (c *checker) subject(cb loops.Callback) string {
	if cb.Func != nil {
		if cb.Body == nil {
			return cb.Func.Pkg().Name() + "." + cb.Func.Name()
		}
		return cb.Func.Name()
	}
	if call, ok := cb.Site.(*ast.CallExpr); ok {
		if fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func); ok && fn.Pkg() != nil {
			name := fn.Name()
			if recv := apimodel.FuncSymbol(fn).Recv; recv != "" && fn.Pkg() != c.pass.Pkg {
				name = recv + "." + name
			}
			if fn.Pkg() != c.pass.Pkg {
				name = fn.Pkg().Name() + "." + name
			}
			return "the callback passed to " + name
		}
	}
	return "the callback " + cb.Loop.API
}

// loopName returns the name of a loop with an article, without remarks.
func loopName(name string) string {
	name = cut(name, ": ")
	for _, article := range []string{"the ", "a ", "an ", "its ", "every ", "all ", "whatever ", "whichever "} {
		if strings.HasPrefix(name, article) {
			return name
		}
	}
	return "the " + name
}

// cut returns what text says before its first remark.
func cut(text string, remarks ...string) string {
	for _, sep := range append(remarks, " (", "; ") {
		text, _, _ = strings.Cut(text, sep)
	}
	return text
}

// what says what the callback does.
func what(w *mayblock.Witness) string {
	if len(w.Steps) == 1 {
		name := w.Steps[0].Name
		if w.Op == mayblock.Receive {
			if ch, ok := strings.CutPrefix(name, "receive from "); ok {
				return "receives from " + ch
			}
			return "waits in " + name
		}
	}
	return "calls " + w.String()
}
