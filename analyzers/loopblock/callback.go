package loopblock

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/mayblock"
)

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
		if !reportable(cb, w) || c.callsCallback(w) || c.inTest(w.Node) || c.spawned[w.Node] {
			continue
		}
		if c.forbidden.At(w.Node) {
			seen[w.Steps[0].Name] = true // loopdeadlock reports it, and says more
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
	if idiom := firstClause(cb.Loop.Offload); idiom != "" {
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
