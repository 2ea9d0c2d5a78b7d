package loopdeadlock

import (
	"flag"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
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
	Flags:      flags(),
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, directives.Analyzer, callbacks.Analyzer, forbidden.Analyzer, ir.Analyzer, loops.Analyzer, channels.Analyzer, tasks.Analyzer},
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

// selfSendBufferedFlag turns on the category of the same name.
const selfSendBufferedFlag = selfSendBuffered

func flags() flag.FlagSet {
	set := testfile.Flags("loopdeadlock", "loops that wait for themselves")
	set.Bool(selfSendBufferedFlag, false, "report loops that send to themselves through a buffer")
	return set
}

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.EventLoops,
	Default:  true,
	Categories: []rule.Category{
		{Name: selfSend, Severity: rule.Error, Summary: "a loop sends to a channel that only it receives from"},
		{Name: selfSendBuffered, Severity: rule.Error, Flag: selfSendBufferedFlag, Summary: "a loop sends to a channel with a buffer that only it receives from"},
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
		full:  diagnose.Flag(pass, selfSendBufferedFlag),
		told:  make(map[token.Pos]bool),

		ir:    ir.Of(pass),
		chans: channels.Of(pass),
		cbs:   callbacks.Of(pass),
		tasks: tasks.Of(pass),
	}
	c.forbidden()
	c.selfWaits()
	return c.rep.Done(), nil
}

// A checker is the analysis of one package. Each category has a method that
// looks for its findings, in a file of its own.
type checker struct {
	pass  *analysis.Pass
	loops *loops.Result
	rep   *diagnose.Reporter
	tests bool // look at tests too
	full  bool // report what waits once a buffer is full

	ir    *ir.Package
	chans *channels.Result
	cbs   *callbacks.Result
	tasks *tasks.Result
	told  map[token.Pos]bool         // where something was reported: one thing is enough
	loads map[*types.Var][]ssa.Value // see loadsOf
}

// selfWaits reports the loops of the package that wait for themselves.
func (c *checker) selfWaits() {
	actors := c.candidates()
	for _, a := range actors {
		view := c.loops.View(a)
		if view == nil {
			continue
		}
		h := c.newHome(view)
		h.serve()
		grounds := h.grounds()
		h.stops(grounds)
		if len(h.served) == 0 {
			continue
		}
		for _, g := range grounds {
			w := &walk{home: h, ground: g}
			w.events()
			w.selfRequests()
			w.selfSends()
		}
	}
	for _, view := range c.others(actors) {
		c.newHome(view).stops(nil)
	}
}

// candidates returns the loops that are worth a closer look, which takes the SSA
// form: those outside of tests.
func (c *checker) candidates() []*loops.Actor {
	var list []*loops.Actor
	for _, a := range c.loops.Actors() {
		if !c.skips(a.For.Pos()) && len(a.Sources())+len(a.Shutdown()) > 0 {
			list = append(list, a)
		}
	}
	return list
}

// skips reports whether nothing is to be reported at pos.
func (c *checker) skips(pos token.Pos) bool {
	return !c.tests && testfile.Contains(c.pass.Fset, pos)
}
