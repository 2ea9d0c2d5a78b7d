package unboundedspawn

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/ir"
)

// piles reports whether the tasks last, and come as often as events do.
func (s *site) piles() bool {
	if s.src.Kind == bounds.Accept {
		return false
	}
	if t := s.event(); seldom(t) || isPeer(t) || !s.carries() {
		return false
	}
	return s.waits() != nil || s.foreign() != ""
}

// perEvent reports a task that is started for each event of an endless loop, or
// each message for a handler.
func (s *site) perEvent() {
	rel := s.evidence()
	slow := s.foreign()
	if w := s.waits(); w != nil {
		slow = w.String()
		if w.Node.Pos() < s.flow.Task.Site.Pos() || w.Node.Pos() > s.flow.Task.Site.End() {
			rel = append(rel, diagnose.Related(w.Node, "where the task waits"))
		}
	}
	s.c.rep.ReportOn(s.siteRange(), spawnPerEvent, s.pile(slow), rel, s.limitFix()...)
}

// evidence is the loop or the handler, and how it comes to the start.
func (s *site) evidence() []analysis.RelatedInformation {
	what := "the loop"
	if s.src.Loop == nil {
		what = "the handler"
	}
	rel := []analysis.RelatedInformation{diagnose.Related(s.loopRange(), "%s", what)}
	for _, call := range s.src.Via {
		if expr, ok := ir.Innermost[*ast.CallExpr](s.c.ir, call.Pos()); ok {
			rel = append(rel, diagnose.Related(expr, "calls %s", exprname.Of(expr.Fun)))
		}
	}
	return rel
}

// loopRange is the head of the loop, or of the handler.
func (s *site) loopRange() analysis.Range {
	if s.src.Loop == nil {
		switch fn := s.src.Handler.Syntax().(type) {
		case *ast.FuncDecl:
			return fn.Name
		case *ast.FuncLit:
			return fn.Type
		}
	}
	switch l := s.src.Loop.(type) {
	case *ast.ForStmt:
		return ir.Span{From: l.For, To: l.Body.Lbrace}
	case *ast.RangeStmt:
		return ir.Span{From: l.For, To: l.Body.Lbrace}
	}
	return s.src.Loop
}

// siteRange is the go statement up to the literal's body, or the call.
func (s *site) siteRange() analysis.Range {
	if lit, ok := ast.Unparen(s.flow.Task.Fun).(*ast.FuncLit); ok {
		return ir.Span{From: s.flow.Task.Site.Pos(), To: lit.Body.Lbrace}
	}
	return s.flow.Task.Site
}
