package loopblock

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// selects reports the cases of select loops that keep other cases waiting.
func (c *checker) selects() {
	done := make(map[ast.Node]bool) // waits in helpers that several loops call
	for _, a := range c.loops.Actors() {
		if c.inTest(a.For) {
			continue
		}
		for _, cs := range a.Sources() {
			if cs.Comm == nil || len(cs.Body) == 0 || isSignal(c.pass.TypesInfo, cs) {
				continue
			}
			for _, w := range c.caseWaits(a, cs) {
				if delayed := c.delayed(a, cs, w); len(delayed) > 0 && !done[w.Node] {
					done[w.Node] = true
					c.reportCase(a, cs, w, delayed)
				}
			}
		}
	}
}

// caseWaits returns the long waits in the body of a case after which the loop
// goes on: of the calls of one function the first.
func (c *checker) caseWaits(a *loops.Actor, cs *loops.Case) []*mayblock.Witness {
	var list []*mayblock.Witness
	seen := make(map[string]bool)
	for _, w := range c.blocks.Waits(cs.In) {
		if w.Node.Pos() < cs.Body[0].Pos() || cs.Body[len(cs.Body)-1].End() <= w.Node.Pos() || c.spawned[w.Node] {
			continue
		}
		if !c.stalls(w) || !c.unsure && !c.sure(w) || c.ownCase(a, w) || c.leavesAfter(a, cs, w.Node) {
			continue
		}
		if key := w.Steps[0].Name; !seen[key] {
			seen[key] = true
			list = append(list, w)
		}
	}
	return list
}

// delayed returns the cases that wait meanwhile: those that end the loop first. It
// is empty unless there is another event. A timeout is no event of its own, nor is
// a signal. Other occasions for the same work don't suffer from it: if there is
// nothing else, what ends the loop does.
func (c *checker) delayed(a *loops.Actor, cs *loops.Case, w *mayblock.Witness) []*loops.Case {
	list := a.Shutdown()
	events := 0
	for _, other := range a.Sources() {
		if other == cs || other.Comm == nil || isSignal(c.pass.TypesInfo, other) || c.isTimeout(other) || sameChannel(other, cs) {
			continue
		}
		events++
		if !c.sameWork(other, w) && !slices.ContainsFunc(list, func(l *loops.Case) bool { return sameChannel(l, other) }) {
			list = append(list, other)
		}
	}
	if events == 0 {
		return nil
	}
	return list
}

// sameWork reports whether the case, too, calls the function that w waits in: not
// if the wait is a step of its own there.
func (c *checker) sameWork(cs *loops.Case, w *mayblock.Witness) bool {
	if len(cs.Body) == 0 || w.Last == w.Node {
		return false
	}
	for _, v := range c.blocks.Waits(cs.In) {
		if cs.Body[0].Pos() <= v.Node.Pos() && v.Node.Pos() < cs.Body[len(cs.Body)-1].End() && v.Steps[0].Name == w.Steps[0].Name {
			return true
		}
	}
	return false
}

func sameChannel(a, b *loops.Case) bool {
	return types.ExprString(a.Chan) == types.ExprString(b.Chan)
}

// isSignal reports whether the case is about a signal from the operating system:
// a person asks for something, mostly for the end.
func isSignal(info *types.Info, cs *loops.Case) bool {
	t := info.TypeOf(cs.Chan)
	if t == nil {
		return false
	}
	ch, ok := t.Underlying().(*types.Chan)
	return ok && apimodel.TypeSymbol(ch.Elem()) == apimodel.Symbol{Pkg: "os", Name: "Signal"}
}

// isTimeout reports whether the channel of the case is made by time.After, here or
// before the loop: a limit for the others, and not a thing to do.
func (c *checker) isTimeout(cs *loops.Case) bool {
	return cs.Kind == loops.Timer && c.origins().allFrom(cs.Chan, c.madeBy("time", "After"))
}

func (c *checker) reportCase(a *loops.Actor, cs *loops.Case, w *mayblock.Witness, delayed []*loops.Case) {
	d := analysis.Diagnostic{
		Pos: w.Node.Pos(), End: w.Node.End(),
		Category: selectBlocks,
		Message: fmt.Sprintf("%s in the case of %s stalls the loop%s: %s for it",
			w, chanName(cs), c.of(a), waiting(delayed)),
		SuggestedFixes: c.sleepFix(a, cs, w),
	}
	if rng, ok := w.Node.(*ast.RangeStmt); ok {
		d.End = rng.X.End()
	}
	for _, s := range w.Steps[1:] {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: s.Pos, Message: "which leads to " + s.Name})
	}
	for _, other := range delayed[:min(len(delayed), mostNamed)] {
		d.Related = append(d.Related, diagnose.Related(other.Comm.Comm, "%s waits meanwhile", chanName(other)))
	}
	if v := c.loops.View(a); v != nil {
		for _, flow := range v.Flows {
			if pos := flow.Start.Pos(); pos.IsValid() && (c.tests || !testfile.Contains(c.pass.Fset, pos)) {
				d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, Message: "the loop is started here"})
			}
		}
	}
	c.rep.Report(d)
}

// chanName names the channel of a case.
func chanName(cs *loops.Case) string {
	if name := exprname.Of(cs.Chan); name != "" {
		return name
	}
	return types.ExprString(cs.Chan)
}

// mostNamed is how many of the cases that wait a finding names.
const mostNamed = 3

// waiting says who waits.
func waiting(delayed []*loops.Case) string {
	var names []string
	for _, cs := range delayed {
		if name := chanName(cs); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if n := len(names) - mostNamed; n > 1 {
		names = append(names[:mostNamed:mostNamed], fmt.Sprintf("%d more", n))
	}
	last := len(names) - 1
	if last == 0 {
		return names[0] + " waits"
	}
	return strings.Join(names[:last], ", ") + " and " + names[last] + " wait"
}

// of names the function of a loop, as what follows "the loop".
func (c *checker) of(a *loops.Actor) string {
	if decl, ok := a.In.(*ast.FuncDecl); ok {
		return " of " + c.declName(decl)
	}
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && decl.Pos() <= a.For.Pos() && a.For.Pos() < decl.End() {
				return " in " + c.declName(decl)
			}
		}
	}
	return ""
}

func (c *checker) declName(decl *ast.FuncDecl) string {
	fn, ok := c.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok {
		return decl.Name.Name
	}
	return apimodel.FuncName(fn, c.pass.Pkg)
}
