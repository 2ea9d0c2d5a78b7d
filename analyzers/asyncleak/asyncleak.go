package asyncleak

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
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

// Analyzer reports resources that nobody owns once a task has acquired them.
var Analyzer = &analysis.Analyzer{
	Name:  "asyncleak",
	Doc:   rule.Doc(doc, "asyncleak"),
	URL:   rule.URL("asyncleak"),
	Flags: testfile.Flags("asyncleak", "resources that leak"),
	Requires: []*analysis.Analyzer{
		apimodel.Analyzer, channels.Analyzer, directives.Analyzer, ir.Analyzer, ownership.Analyzer, tasks.Analyzer,
	},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	lateArrival    = "late-arrival"
	unreleased     = "unreleased"
	unclosedConn   = "unclosed-conn"
	droppedInQueue = "dropped-in-queue"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.LeakingResources,
	Default:  true,
	Categories: []rule.Category{
		{Name: lateArrival, Severity: rule.Error, Summary: "a resource is sent to a receiver that may have left, and nobody releases it"},
		{Name: unreleased, Severity: rule.Error, Summary: "a task keeps a resource that it acquired on some path"},
		{Name: unclosedConn, Severity: rule.Error, Summary: "a task does not close, on some path, the accepted connection that it serves"},
		{Name: droppedInQueue, Severity: rule.Warning, Summary: "a channel of resources is closed with resources still in it"},
	},
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{
		pass:     pass,
		own:      ownership.Of(pass),
		rep:      diagnose.NewReporter(pass),
		accepts:  make(map[*ssa.Function][]ownership.Acquisition),
		reported: make(map[token.Pos]bool),
	}
	all := tasks.Of(pass)
	if !all.Any() || !c.own.Any() {
		return diagnose.Nothing(), nil
	}
	c.ir, c.chans, c.tasks = ir.Of(pass), channels.Of(pass), all
	tests := diagnose.Flag(pass, testfile.Flag)
	seen := make(map[*ssa.Function]bool)
	for _, t := range all.All() {
		if !tests && testfile.IsTest(pass, t.File) {
			continue
		}
		for _, body := range t.Bodies {
			fn := c.ir.FuncOf(body.Node)
			if fn == nil {
				continue
			}
			c.unclosedConn(t, fn)
			if !seen[fn] {
				seen[fn] = true
				c.acquisitions(fn)
			}
		}
	}
	c.queues(tests)
	return c.rep.Done(), nil
}

// A checker is the analysis of one package.
type checker struct {
	pass  *analysis.Pass
	own   *ownership.Result
	ir    *ir.Package
	chans *channels.Result
	tasks *tasks.Result
	rep   *diagnose.Reporter

	accepts  map[*ssa.Function][]ownership.Acquisition // see accepted
	reported map[token.Pos]bool                        // acquisitions and sends that have a finding
}

// acquisitions judges what the body of a task acquires.
func (c *checker) acquisitions(body *ssa.Function) {
	for fn := range ir.Parts(body) {
		for call := range ir.Calls(fn) {
			if _, ok := call.(*ssa.Call); !ok {
				continue
			}
			for _, a := range c.own.Acquires(call) {
				if a.Value != nil && c.matters(a) {
					c.late(body, a)
					c.unreleased(a)
				}
			}
		}
	}
}

// matters reports whether anybody misses the resource if it is not released.
// Locks, contexts and timers are the business of others; streams and sessions
// end with the connection that they are part of.
func (c *checker) matters(a ownership.Acquisition) bool {
	r := a.Resource
	switch r.GC {
	case apimodel.Collected, apimodel.CollectedFrom123, apimodel.Expires:
		return false
	}
	switch r.Category {
	case "conn", "cursor", "db", "file", "http-body", "iter", "iterator", "listener", "pooled-conn", "rows", "stmt", "temp", "tx":
	default:
		return false
	}
	// What is built on another resource ends with that.
	return r.Quiet == "" && !slices.ContainsFunc(c.ir.Callee(a.Call.Common()).Args, isCloser)
}

// isCloser reports whether v has a method Close.
func isCloser(v ssa.Value) bool {
	obj, _, _ := types.LookupFieldOrMethod(v.Type(), true, nil, "Close")
	_, ok := obj.(*types.Func)
	return ok
}

// report reports a finding on the node at pos.
func (c *checker) report(pos token.Pos, category, message string, related ...analysis.RelatedInformation) {
	if c.reported[pos] {
		return
	}
	c.reported[pos] = true
	end := pos
	if call, ok := ir.Innermost[*ast.CallExpr](c.ir, pos); ok && category == unreleased {
		pos, end = call.Pos(), call.End()
	}
	c.rep.Report(analysis.Diagnostic{Pos: pos, End: end, Category: category, Message: message, Related: related})
}

// line is the line of pos, for messages.
func (c *checker) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }

func related(pos token.Pos, format string, args ...any) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: pos, Message: fmt.Sprintf(format, args...)}
}

// released says what should have been done with a resource.
func released(r *apimodel.Resource) string {
	if len(r.Methods) == 0 {
		return "released"
	}
	method := r.Methods[0]
	switch method[strings.LastIndexByte(method, '.')+1:] {
	case "Close", "CloseNow", "CloseWithError":
		return "closed"
	case "Stop", "GracefulStop":
		return "stopped"
	case "Rollback", "Commit":
		return "committed or rolled back"
	case "Shutdown":
		return "shut down"
	}
	return "released"
}
