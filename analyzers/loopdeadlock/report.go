package loopdeadlock

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// A finding is what is said about an event.
type finding struct {
	category string
	alone    bool          // other ways to the event may be right: they pass another context
	in       *ssa.Function // what does it, nil for that with the event
	text     string        // what the loop, or the last function that it calls, does
	evidence []analysis.RelatedInformation
	ch       *channels.Channel // nil if none was made here
}

// report reports that the loop does something at e, where it stays.
func (w *walk) report(e *event, f finding) {
	var others []*event
	if !f.alone {
		others = w.others(e)
	}
	if len(others) <= maxSites {
		w.reportOne(e, f)
		for _, other := range others {
			w.reportOne(other, f)
		}
		return
	}
	// So many can't be cured one by one.
	for _, other := range others {
		if at, _ := w.site(other); w.syntax(at.instr) != nil {
			f.evidence = append(f.evidence, diagnose.Related(w.syntax(at.instr), "this leads there too"))
		}
	}
	w.reportOne(e, f)
}

// maxSites is how many ways to the same wait are findings of their own, but for
// the first.
const maxSites = 3

func (w *walk) reportOne(e *event, f finding) {
	at, rest := w.site(e)
	node := w.syntax(at.instr)
	if node == nil || w.told[node.Pos()] || w.skips(node.Pos()) {
		return
	}
	w.told[node.Pos()] = true

	steps := append([]step{at}, rest...)
	var names []string
	inside := false
	var related []analysis.RelatedInformation
	for i, s := range steps {
		syntax := w.syntax(s.instr)
		if syntax == nil {
			return
		}
		inside = inside || f.in != nil && s.instr.Parent() == f.in
		if call, ok := syntax.(*ast.CallExpr); ok && !inside && i < len(steps)-1 {
			names = append(names, callName(call))
		}
		if i > 0 {
			related = append(related, diagnose.Related(syntax, "which leads here"))
		}
	}
	text := f.text
	if len(names) > 0 {
		text = fmt.Sprintf("calls %s, which %s", strings.Join(names, " → "), text)
	}
	related = append(related, f.evidence...)
	related = append(related, w.aboutLoop(f.ch)...)
	w.rep.ReportOn(node, f.category, w.loopName()+" "+text, related)
}

// loopName is how messages call the loop.
func (h *home) loopName() string {
	if h.view.Actor.For == nil {
		return fmt.Sprintf("the goroutine started at line %d", h.line(h.view.Flows[0].Task.Site.Pos()))
	}
	line := h.line(h.view.Actor.For.Pos())
	if decl, ok := h.view.Actor.In.(*ast.FuncDecl); ok {
		return fmt.Sprintf("the loop of %s (line %d)", decl.Name.Name, line)
	}
	return fmt.Sprintf("the loop at line %d", line)
}

// aboutLoop are the places that show who runs the loop, and what ch is.
func (w *walk) aboutLoop(ch *channels.Channel) []analysis.RelatedInformation {
	var list []analysis.RelatedInformation
	if loop := w.view.Actor.For; loop != nil {
		list = append(list, analysis.RelatedInformation{Pos: loop.Pos(), End: w.view.Actor.Body().Lbrace, Message: "the loop"})
	}
	if p := w.ground.via; p != nil {
		if node := w.syntax(p.at); node != nil {
			list = append(list, diagnose.Related(node, "the function is sent to the loop here, which calls it"))
		}
	}
	for _, flow := range w.view.Flows {
		if !w.skips(flow.Start.Pos()) {
			site := flow.Task.Site
			list = append(list, analysis.RelatedInformation{Pos: site.Pos(), End: flow.Task.Fun.Pos(), Message: "the goroutine starts here"})
		}
	}
	if ch == nil {
		return list
	}
	for _, op := range ch.Ops {
		if op.Kind == channels.Recv && !w.skips(op.Pos()) {
			list = append(list, analysis.RelatedInformation{Pos: op.Pos(), Message: "a receive from " + ch.Name() + ", on the goroutine of the loop"})
		}
	}
	for _, m := range ch.Makes {
		list = append(list, analysis.RelatedInformation{Pos: m.Pos(), Message: ch.Name() + " is made here"})
	}
	return list
}

// syntax returns the node of a send, receive or call, nil if there is none.
func (c *checker) syntax(instr ssa.Instruction) ast.Node {
	switch x := instr.(type) {
	case *ssa.Send:
		if n, ok := ir.Innermost[*ast.SendStmt](c.ir, x.Pos()); ok {
			return n
		}
	case *ssa.UnOp:
		if n, ok := ir.Innermost[*ast.UnaryExpr](c.ir, x.Pos()); ok && n.Op == token.ARROW {
			return n
		}
		if n, ok := ir.Innermost[*ast.RangeStmt](c.ir, x.Pos()); ok {
			return n.X
		}
	case *ssa.Select:
		if n, ok := ir.Innermost[*ast.SelectStmt](c.ir, x.Pos()); ok {
			return n
		}
	case ssa.CallInstruction:
		if n, ok := ir.Innermost[*ast.CallExpr](c.ir, x.Common().Pos()); ok {
			return n
		}
	}
	return nil
}

func callName(call *ast.CallExpr) string {
	if name := exprname.Of(call.Fun); name != "" {
		return name
	}
	return "a function literal"
}

// line is the line of pos, for messages.
func (c *checker) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }

func related(pos token.Pos, format string, args ...any) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: pos, Message: fmt.Sprintf(format, args...)}
}
