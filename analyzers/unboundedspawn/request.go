package unboundedspawn

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// requests reports the tasks that HTTP handlers start and don't wait for. As long
// as a handler waits, its client does; one that answers at once takes as many
// requests as clients send.
func (c *checker) requests() {
	for _, f := range c.tasks.Flows() {
		if c.skips(f.Task.Site.Pos()) || f.Outlives != tasks.Yes {
			continue
		}
		s := &site{c: c, flow: f, src: c.bounds.Handler(f)}
		if s.src.Kind != bounds.Request || s.keepsConnection() {
			continue
		}
		w, slow := s.job()
		if slow == "" {
			continue
		}
		switch b := c.bounds.Bound(f, s.src); b.Kind {
		case bounds.None, bounds.Rate:
		case bounds.Unknown:
			if !s.onlyChecks(b) {
				continue
			}
		default:
			continue
		}
		rel := []analysis.RelatedInformation{diagnose.Related(ir.Point(s.src.Handler.Pos()), "the handler")}
		if w != nil && (w.Node.Pos() < f.Task.Site.Pos() || w.Node.Pos() > f.Task.Site.End()) {
			rel = append(rel, diagnose.Related(w.Node, "where the task waits"))
		}
		c.rep.ReportOn(s.siteRange(), spawnPerRequest, fmt.Sprintf(
			"each request to %s starts %s that outlives it: clients don't wait for it, and nothing limits how many pile up when %s is slow",
			s.handler(), s.started(), slow), rel)
	}
}

// onlyChecks reports whether what may limit the tasks are conditions about the
// request, such as whether its client is authorized, and settings that nothing
// on the way to the task changes.
func (s *site) onlyChecks(b bounds.Bound) bool {
	if _, ok := b.Instr.(*ssa.If); !ok {
		return false
	}
	fns := append(s.before(), s.src.Handler)
	if s.c.guardsItself(fns) {
		return false
	}
	for _, fn := range fns {
		for instr := range ir.Instrs(fn) {
			switch x := instr.(type) {
			case *ssa.Send, *ssa.Select:
				return false
			case *ssa.UnOp:
				if x.Op == token.ARROW {
					return false
				}
			case *ssa.Call:
				callee := s.c.ir.Callee(&x.Call)
				if callee.Func == nil {
					continue
				}
				answers := callee.Func.Signature().Results().Len() > 0 && callee.Func.Pkg() == s.c.pass.Pkg
				if tries(callee.Func.Name()) || answers && len(callee.Args) == 0 {
					return false // it may ask whether there is room
				}
			}
		}
	}
	return true
}

// keepsConnection reports whether the handler takes the connection over: its tasks
// are there for that, and not for the request.
func (s *site) keepsConnection() bool {
	for _, fn := range append(s.before(), s.src.Handler) {
		for call := range ir.Calls(fn) {
			callee := s.c.ir.Callee(call.Common()).Func
			if callee == nil {
				continue
			}
			switch callee.Name() {
			case "Hijack", "Upgrade", "Accept":
				return true
			}
		}
	}
	return false
}

// handler is the name of the handler.
func (s *site) handler() string {
	for fn := s.src.Handler; fn != nil; fn = fn.Parent() {
		if obj, ok := ir.Enclosing(fn).Object().(*types.Func); ok {
			name := apimodel.FuncName(obj, s.c.pass.Pkg)
			if fn != s.src.Handler {
				return "the handler in " + name
			}
			return name
		}
	}
	return "the handler"
}
