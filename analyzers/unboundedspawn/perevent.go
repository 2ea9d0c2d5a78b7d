package unboundedspawn

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/bounds"
)

// perEvent reports a task that is started for each event of an endless loop.
func (s *site) perEvent() {
	if s.src.Kind == bounds.Accept {
		return
	}
	if t := s.event(); seldom(t) || isPeer(t) {
		return
	}
	rel := []analysis.RelatedInformation{diagnose.Related(s.loopRange(), "the loop")}
	slow := ""
	if w := s.waits(); w != nil {
		slow = w.String()
		if w.Node.Pos() < s.flow.Task.Site.Pos() || w.Node.Pos() > s.flow.Task.Site.End() {
			rel = append(rel, diagnose.Related(w.Node, "where the task waits"))
		}
	} else if slow = s.foreign(); slow == "" {
		return
	}
	s.c.rep.ReportOn(s.siteRange(), spawnPerEvent, s.pile(slow), rel, s.limitFix()...)
}

// loopRange is the head of the loop.
func (s *site) loopRange() analysis.Range {
	switch l := s.src.Loop.(type) {
	case *ast.ForStmt:
		return span{l.For, l.Body.Lbrace}
	case *ast.RangeStmt:
		return span{l.For, l.Body.Lbrace}
	}
	return s.src.Loop
}

// siteRange is the go statement up to the literal's body, or the call.
func (s *site) siteRange() analysis.Range {
	if lit, ok := ast.Unparen(s.flow.Task.Fun).(*ast.FuncLit); ok {
		return span{s.flow.Task.Site.Pos(), lit.Body.Lbrace}
	}
	return s.flow.Task.Site
}
