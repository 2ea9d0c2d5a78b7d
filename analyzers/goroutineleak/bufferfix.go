package goroutineleak

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/tasks"
)

// maxBuffer bounds the constant capacity that a fix gives to a channel.
const maxBuffer = 16

// bufferFix gives the channel room for all that may be sent, where that is
// known: then no send waits.
func (c *partners) bufferFix(sh *shortage) []analysis.SuggestedFix {
	call, ok := c.makeSyntax(sh.ch)
	if !ok || !c.countsAll(sh) {
		return nil
	}
	var size string
	switch {
	case sh.total <= maxBuffer:
		size = strconv.Itoa(sh.total)
	case len(sh.senders) == 1 && sh.first().each == 1 && sh.first().many && sh.first().starts[0] == sh.first().flow.Start:
		size = c.countOf(sh.first(), call)
	}
	if size == "" {
		return nil
	}
	e := analysis.TextEdit{Pos: call.Rparen, End: call.Rparen, NewText: []byte(", " + size)}
	if len(call.Args) == 2 {
		e = analysis.TextEdit{Pos: call.Args[1].Pos(), End: call.Args[1].End(), NewText: []byte(size)}
	}
	return []analysis.SuggestedFix{{
		Message:   fmt.Sprintf("Give %s room for %s", sh.ch.Name(), size),
		TextEdits: []analysis.TextEdit{e},
	}}
}

// countsAll reports whether the senders of the shortage are all that there are,
// and how often they send is known.
func (c *partners) countsAll(sh *shortage) bool {
	list, all := sh.who(channels.Send)
	if !all || len(list) != len(sh.senders) {
		return false
	}
	for _, s := range sh.senders {
		for _, a := range s.of(channels.Send) {
			if a.loose || a.repeated || c.goesOn(a) {
				return false
			}
		}
		if _, most := c.chans.Count(s.fn, sh.ch, channels.Send); most != s.each || len(s.starts) != 1 {
			return false
		}
	}
	return true
}

// goesOn reports whether the task does something after the send that others may
// see: now it does so after the receive, with a buffer perhaps before.
func (c *partners) goesOn(a act) bool {
	return c.reaches(a.at, func(instr ssa.Instruction) bool {
		switch x := instr.(type) {
		case *ssa.Store:
			_, own := x.Addr.(*ssa.Alloc)
			return !own
		case *ssa.MapUpdate, *ssa.Go:
			return true
		case *ssa.UnOp:
			return x.Op == token.ARROW
		case *ssa.Send:
			return x.Chan != a.op.Chan && c.chans.Of(x.Chan) != c.chans.Of(a.op.Chan)
		case *ssa.Call:
			callee := c.ir.Callee(x.Common())
			if callee.Func != nil {
				return !slices.Contains([]string{"Done", "Close", "Unlock", "RUnlock"}, callee.Func.Name())
			}
			return callee.Builtin == ""
		}
		return false
	})
}

// countOf returns an expression for the number of tasks, as it can be written at
// the make expression; "" if there is none.
func (c *partners) countOf(s *sender, at *ast.CallExpr) string {
	m := s.flow.Times
	if m.Often != tasks.PerIteration || len(m.Outer) > 0 || m.Loop == nil || m.Loop.Pos() < at.End() {
		return ""
	}
	info := c.pass.TypesInfo
	var expr ast.Expr
	length := false
	switch loop := m.Loop.(type) {
	case *ast.RangeStmt:
		expr = loop.X
		switch t := info.TypeOf(expr).Underlying().(type) {
		case *types.Slice, *types.Array:
			length = true
		case *types.Basic:
			if t.Info()&types.IsInteger == 0 {
				return ""
			}
		default:
			return ""
		}
	case *ast.ForStmt:
		if m.Count == nil || m.Count.Plus != 0 {
			return ""
		}
		cond, ok := loop.Cond.(*ast.BinaryExpr)
		if !ok || cond.Op != token.LSS {
			return ""
		}
		expr = cond.Y
		if call, ok := expr.(*ast.CallExpr); ok && m.Count.Len && len(call.Args) == 1 {
			expr, length = call.Args[0], true
		}
	default:
		return ""
	}
	id, ok := ast.Unparen(expr).(*ast.Ident)
	if !ok || !c.steady(id, at, m.Loop) {
		return ""
	}
	if length {
		if edit.Lookup(info, c.ir.File(at.Pos()), at.Pos(), "len") != types.Universe.Lookup("len") {
			return ""
		}
		return "len(" + id.Name + ")"
	}
	return id.Name
}

// steady reports whether id, in the loop, is a local variable that has the same
// value at the make expression, or a constant.
func (c *partners) steady(id *ast.Ident, at *ast.CallExpr, loop ast.Stmt) bool {
	info := c.pass.TypesInfo
	file := c.ir.File(at.Pos())
	obj := info.ObjectOf(id)
	if obj == nil || edit.Lookup(info, file, at.Pos(), id.Name) != obj {
		return false
	}
	if _, ok := obj.(*types.Const); ok {
		return true
	}
	v, ok := obj.(*types.Var)
	if !ok || v.IsField() || v.Parent() == c.pass.Pkg.Scope() {
		return false
	}
	steady := true
	ast.Inspect(file, func(n ast.Node) bool {
		assigned := func(e ast.Expr) {
			if x, ok := ast.Unparen(e).(*ast.Ident); ok && info.ObjectOf(x) == obj && at.Pos() < x.Pos() {
				steady = false
			}
		}
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				assigned(lhs)
			}
		case *ast.IncDecStmt:
			assigned(n.X)
		case *ast.RangeStmt:
			if n.Key != nil {
				assigned(n.Key)
			}
			if n.Value != nil {
				assigned(n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				if x, ok := ast.Unparen(n.X).(*ast.Ident); ok && info.ObjectOf(x) == obj {
					steady = false
				}
			}
		}
		return steady
	})
	return steady
}
