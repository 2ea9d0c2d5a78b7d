package unboundedqueue

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// pausing matches the names of functions and variables that have to do with waiting before, or
// limiting, the next attempt.
var pausing = lazyregexp.Regexp{Expr: `(?i)(sleep|wait|back_?off|delay|pause|throttl|limit|retr(y|ies)|after|attempt|tries|interval|timer|tick|gosched|schedul|deadline|timeout)`}

// regularEnd matches the names of functions that find out whether an error means a regular end.
var regularEnd = lazyregexp.Regexp{Expr: `(?i)(clos|shut|stop|done|cancel|quit|exit|eof|end)`}

// continues reports whether f, having failed, begins the next iteration of its loop.
func (c *checker) continues(f *failure) bool {
	list := f.branch.Body.List
	if len(list) == 0 {
		return false
	}
	jump, ok := list[len(list)-1].(*ast.BranchStmt)
	if !ok || jump.Tok != token.CONTINUE {
		return false
	}
	if jump.Label == nil {
		return true
	}
	around := f.cur.Parent()
	for around.Node() != ast.Node(f.loop) {
		around = around.Parent()
	}
	labelled, ok := around.Parent().Node().(*ast.LabeledStmt)
	return ok && labelled.Label.Name == jump.Label.Name
}

// leavesLoop reports whether body, in a loop, may leave that: by a return statement, a jump, or a call that
// doesn't return.
func (c *checker) leavesLoop(body ast.Node) bool { return c.leavesBefore(body, body.End()) }

// leavesBefore is leavesLoop for what comes before end.
func (c *checker) leavesBefore(body ast.Node, end token.Pos) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil || n.Pos() >= end {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		case *ast.BranchStmt:
			found = found || n.Tok == token.BREAK || n.Tok == token.GOTO || n.Tok == token.CONTINUE && n.Label != nil
		case *ast.CallExpr:
			found = found || apimodel.NeverReturns(typeutil.Callee(c.pass.TypesInfo, n))
		}
		return !found
	})
	return found
}

// slowsDown reports whether something keeps the loop of f from failing again at once: the branch
// waits, or what the loop does before the call.
func (c *checker) slowsDown(f *failure, call *ast.CallExpr) bool {
	if c.pauses(f.branch.Body, nil) {
		return true
	}
	loop, ok := f.loop.(*ast.ForStmt)
	if !ok {
		return true
	}
	if loop.Cond != nil && c.pauses(loop.Cond, nil) {
		return true
	}
	for _, s := range loop.Body.List {
		if s.Pos() > call.Pos() {
			break
		}
		if c.pauses(s, call) {
			return true
		}
	}
	return false
}

// pauses reports whether executing n, but for the call and what follows, may wait or has to do with
// waiting. What a function literal does is not looked at, unless it is called.
func (c *checker) pauses(n ast.Node, call *ast.CallExpr) bool {
	if n == nil {
		return false
	}
	found := false
	ast.Inspect(n, func(m ast.Node) bool {
		if found || m == nil || call != nil && m.Pos() > call.Pos() {
			return false
		}
		switch m := m.(type) {
		case *ast.FuncLit:
			return false
		case *ast.GoStmt:
			return false
		case *ast.SelectStmt:
			found = true
			for _, s := range m.Body.List {
				if s.(*ast.CommClause).Comm == nil {
					found = false
				}
			}
			if found {
				return false
			}
			for _, s := range m.Body.List {
				for _, s := range s.(*ast.CommClause).Body {
					found = found || c.pauses(s, call)
				}
			}
			return false
		case *ast.SendStmt:
			found = true
		case *ast.UnaryExpr:
			found = m.Op == token.ARROW
		case *ast.RangeStmt:
			found = apimodel.IsChan(c.pass.TypesInfo.TypeOf(m.X))
		case *ast.Ident:
			found = pausing.MatchString(m.Name)
		case *ast.CallExpr:
			if m != call {
				found = mayblock.Of(c.pass).Call(m) != nil
			}
		}
		return !found
	})
	return found
}

// judged reports whether f decides by something that is not known whether to go on: it compares
// quantities, or hands the error to a function that is not known to merely tell of it.
func (c *checker) judged(f *failure) bool {
	found := false
	ast.Inspect(f.branch.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BinaryExpr:
			switch n.Op {
			case token.LSS, token.GTR, token.LEQ, token.GEQ:
				found = true
			}
		case *ast.IfStmt:
			ast.Inspect(n.Cond, func(m ast.Node) bool {
				if call, ok := m.(*ast.CallExpr); ok && c.takes(call, f.err) && !c.looksAt(call) {
					found = true
				}
				return !found
			})
		case *ast.CallExpr:
			// A function that is stored somewhere may do anything.
			if _, ok := typeutil.Callee(c.pass.TypesInfo, n).(*types.Var); ok && c.takes(n, f.err) {
				found = true
			}
		}
		return !found
	})
	return found
}

// takes reports whether v is an argument of call, or a part of one.
func (c *checker) takes(call *ast.CallExpr, v *types.Var) bool {
	return slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return c.mentionsVar(arg, v) })
}

// looksAt reports whether call merely finds out which error it is given.
func (c *checker) looksAt(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "errors", "strings", "os":
		return true
	}
	return regularEnd.MatchString(fn.Name())
}
