package unboundedspawn

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/tasks"
)

// loneSend returns the send of a function that does nothing else: a statement, or
// the case of a select statement whose others only give up. It is nil if the
// function does more, or computes what it sends.
func loneSend(info *types.Info, body *ast.BlockStmt) *ast.SendStmt {
	var send *ast.SendStmt
	for _, s := range body.List {
		switch s := s.(type) {
		case *ast.DeferStmt:
			if !tidies(s.Call) {
				return nil
			}
		case *ast.ExprStmt:
			call, ok := s.X.(*ast.CallExpr)
			if !ok || !isDoneCall(call) {
				return nil
			}
		case *ast.SendStmt:
			if send != nil {
				return nil
			}
			send = s
		case *ast.SelectStmt:
			if send != nil {
				return nil
			}
			if send = selectedSend(info, s); send == nil {
				return nil
			}
		default:
			return nil
		}
	}
	if send == nil || computes(info, send.Value) {
		return nil
	}
	return send
}

// selectedSend returns the only send of a select statement that waits for it, or
// for the end of something.
func selectedSend(info *types.Info, sel *ast.SelectStmt) *ast.SendStmt {
	var send *ast.SendStmt
	for _, clause := range sel.Body.List {
		comm, ok := clause.(*ast.CommClause)
		if !ok || comm.Comm == nil {
			return nil // it doesn't wait
		}
		for _, s := range comm.Body {
			if _, ok := s.(*ast.ReturnStmt); !ok {
				return nil
			}
		}
		switch s := comm.Comm.(type) {
		case *ast.SendStmt:
			if send != nil {
				return nil
			}
			send = s
		case *ast.ExprStmt:
			if recv, ok := ast.Unparen(s.X).(*ast.UnaryExpr); ok && apimodel.IsTimeChan(info.TypeOf(recv.X)) {
				return nil // it gives up after a time
			}
		default:
			return nil
		}
	}
	return send
}

// tidies reports whether a deferred call does no work: it recovers, or says that
// the goroutine is done.
func tidies(call *ast.CallExpr) bool {
	lit, ok := call.Fun.(*ast.FuncLit)
	if !ok {
		return isDoneCall(call)
	}
	recovers := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SendStmt, *ast.GoStmt:
			recovers = false
			return false
		case *ast.Ident:
			recovers = recovers || n.Name == "recover"
		}
		return true
	})
	return recovers
}

func isDoneCall(call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Done" && len(call.Args) == 0
}

// computes reports whether e calls a function.
func computes(info *types.Info, e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.CallExpr:
			if tv, ok := info.Types[n.Fun]; !ok || !tv.IsType() {
				found = true
			}
		}
		return !found
	})
	return found
}

// loneSends reports the tasks that only send, and of which there is one for each
// event.
func (c *checker) loneSends() {
	for _, t := range c.tasks.All() {
		if t.Kind != tasks.GoStmt || len(t.Bodies) != 1 || c.skips(t.Site.Pos()) || c.spilled[t] {
			continue
		}
		send := loneSend(c.pass.TypesInfo, t.Bodies[0].Block)
		if send == nil {
			continue
		}
		if f := c.tasks.Flow(t); f != nil {
			c.loneSend(f, send)
		}
	}
}

func (c *checker) loneSend(f *tasks.Flow, at *ast.SendStmt) {
	if len(f.Bodies) != 1 || c.bounds.Declared(f) || len(f.Joins) > 0 {
		return
	}
	var send taskSend
	for _, s := range c.taskSends(f) {
		if s.Blocking && c.nodeOf(s) == analysis.Range(at) {
			send = s
		}
	}
	if send.Instr == nil {
		return
	}
	each, rel := c.eachSend(f, send)
	if each == "" {
		return
	}
	name := exprname.Of(at.Chan)
	if name == "" {
		name = "the channel"
	}
	s := &site{c: c, flow: f}
	c.rep.ReportOn(s.siteRange(), fireAndForget, fmt.Sprintf(
		"%s starts a goroutine only to send to %s: when that is not emptied as fast, nothing limits how many pile up, and they lose their order", each, name), rel)
}

// eachSend says for what there is a task that sends: for each event of a loop or
// handler that is seen, or each call of a function whose values another loop
// receives. It is "" if neither is known.
func (c *checker) eachSend(f *tasks.Flow, send taskSend) (string, []analysis.RelatedInformation) {
	s := &site{c: c, flow: f, src: c.bounds.Source(f)}
	if s.src.Endless() && s.src.Kind != bounds.Accept || s.src.Kind == bounds.Ticker {
		switch c.bounds.Bound(f, s.src).Kind {
		case bounds.None:
		case bounds.Rate:
			if s.src.Kind != bounds.Ticker {
				return "", nil
			}
		default:
			return "", nil
		}
		if c.selfPost(f, s.src, send) || (s.src.Loop == nil || len(s.src.Via) > 0) && s.src.Kind != bounds.Ticker && !s.carries() {
			return "", nil
		}
		if s.src.Kind == bounds.Ticker {
			return "each " + s.tick(), []analysis.RelatedInformation{diagnose.Related(s.loopRange(), "the loop")}
		}
		if s.src.Loop == nil {
			return "each " + s.each(), nil
		}
		return "each " + s.each(), []analysis.RelatedInformation{diagnose.Related(s.loopRange(), "the loop")}
	}
	if s.src.Kind != bounds.NoSource {
		return "", nil
	}
	return c.eachCall(f, send)
}
