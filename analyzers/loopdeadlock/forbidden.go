package loopdeadlock

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/forbidden"
	"github.com/asynclint/asynclint/passes/loops"
)

// forbidden reports the calls in callbacks that wait for the callback's own
// loop, or for a lock that is held meanwhile.
func (c *checker) forbidden() {
	for _, call := range forbidden.Of(c.pass).Calls() {
		if c.skips(call.Node.Pos()) {
			continue
		}
		what := call.Row.Forbids(call.Func)
		message := fmt.Sprintf("%s in %s %s", c.chain(call.Chain), c.runner(call), what.Why)
		if idiom, _, _ := strings.Cut(call.Row.Offload, "; "); idiom != "" {
			message += "; instead: " + idiom
		}
		c.rep.ReportOn(call.Node, forbiddenCall, message, c.evidence(call))
	}
}

// chain names the functions on the way to a forbidden call.
func (c *checker) chain(steps []forbidden.Step) string {
	var names []string
	for _, step := range steps {
		names = append(names, c.name(step.Func))
	}
	return strings.Join(names, " → ")
}

// name returns fn as a person of this package would say it.
func (c *checker) name(fn *types.Func) string {
	if fn == nil {
		return "a function literal"
	}
	name := fn.Name()
	if recv := apimodel.FuncSymbol(fn).Recv; recv != "" {
		name = recv + "." + name
	}
	if fn.Pkg() != c.pass.Pkg {
		name = fn.Pkg().Name() + "." + name
	}
	return name
}

// runner names the callback or the loop with the call.
func (c *checker) runner(call forbidden.Call) string {
	if call.Actor != nil {
		return "the loop around " + types.ExprString(call.Source)
	}
	return c.callback(call.Callback)
}

// callback names the function that runs on the loop.
func (c *checker) callback(cb *loops.Callback) string {
	if cb.Func != nil {
		return c.name(cb.Func)
	}
	if call, ok := cb.Site.(*ast.CallExpr); ok {
		if fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func); ok {
			return "the callback passed to " + c.name(fn)
		}
	}
	return "the callback " + cb.Loop.API
}

// evidence returns where the callback is handed over, and the calls on the way
// to the forbidden one.
func (c *checker) evidence(call forbidden.Call) []analysis.RelatedInformation {
	var related []analysis.RelatedInformation
	for _, step := range call.Chain[1:] {
		related = append(related, analysis.RelatedInformation{Pos: step.Pos, Message: "which calls " + c.name(step.Func)})
	}
	if call.Actor != nil {
		return append(related, analysis.RelatedInformation{Pos: call.Actor.For.Pos(), Message: "this is the loop"})
	}
	if site := call.Callback.Site; site != nil {
		rel := diagnose.Related(site, "the callback is handed to %s here", call.Callback.Loop.API)
		if body := call.Callback.Body; site.Pos() < body.Pos() && body.End() <= site.End() {
			rel.End = body.Pos() // its own lines hold the call
		}
		related = append(related, rel)
	}
	return related
}
