package lostfuture

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// decides reports whether the task may go along an edge for a reason that makes a
// missing reply a mistake. It does not if it ends because somebody told it to:
// a channel on which it receives was closed, or something came from one that
// only its spawner uses.
func (c *collector) decides(d *debt, from, to *ssa.BasicBlock) bool {
	if arm := ir.ArmOf(from, to); arm != nil && arm.State != nil && arm.State.Dir == types.RecvOnly {
		return c.fromOutside(d, arm.State.Chan)
	}
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return true
	}
	if x, ok := test.Cond.(*ssa.Extract); ok && to == from.Succs[1] {
		switch tuple := x.Tuple.(type) {
		case *ssa.UnOp:
			return tuple.Op != token.ARROW
		case *ssa.Select:
			return x.Index != 1
		case *ssa.Next:
			return false // the loop is over: what it looks for is perhaps always there
		}
	}
	return true
}

// fromOutside reports whether the channel is that of a context which comes from
// the spawner's caller: it may end while the spawner waits.
func (c *collector) fromOutside(d *debt, ch ssa.Value) bool {
	call, ok := c.ir.Resolve(ch).(*ssa.Call)
	if !ok {
		return false
	}
	callee := c.ir.Callee(call.Common())
	if callee.Func == nil || callee.Func.Name() != "Done" || callee.Recv == nil {
		return false
	}
	v := c.ir.Resolve(callee.Recv)
	if p, ok := v.(*ssa.Parameter); ok && p.Parent() == d.body {
		v = d.flow.Arg(p)
	}
	for range 8 {
		if v == nil {
			return false
		}
		switch x := c.ir.Resolve(v).(type) {
		case *ssa.Parameter:
			return x.Parent() == d.flow.In
		case *ssa.Extract:
			call, ok := x.Tuple.(*ssa.Call)
			if !ok || len(call.Call.Args) == 0 {
				return false
			}
			fn := c.ir.Callee(call.Common()).Func
			if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context" {
				return false
			}
			v = call.Call.Args[0]
		default:
			return false
		}
	}
	return false
}

// recovers reports whether a deferred call of fn recovers from panics.
func (c *collector) recovers(fn *ssa.Function) bool {
	for d := range ir.Defers(fn) {
		body := c.ir.Callee(d.Common()).Body
		if body == nil {
			continue
		}
		for call := range ir.Calls(body) {
			if c.ir.Callee(call.Common()).Builtin == "recover" {
				return true
			}
		}
	}
	return false
}

func isReceive(op *ssa.UnOp) bool { return op.Op == token.ARROW }

// answersEach reports whether d's wait is in a loop that makes as many rounds as
// the one that starts the tasks.
func (c *collector) answersEach(d *debt) bool {
	count := d.flow.Times.Count
	if _, ok := d.wait.(*ssa.UnOp); !ok || count == nil || !count.Exact || len(d.flow.Times.Outer) > 0 {
		return false
	}
	start := bound(d.flow.Times.Loop)
	var wait string
	for _, n := range c.ir.Path(d.wait.Pos()) {
		if loop, ok := n.(ast.Stmt); ok && bound(loop) != "" {
			if wait != "" {
				return false // loops in loops
			}
			wait = bound(loop)
		}
	}
	return start != "" && start == wait
}

// bound returns how often the loop is run, as the source has it; "" if it does not
// count.
func bound(loop ast.Stmt) string {
	switch loop := loop.(type) {
	case *ast.RangeStmt:
		return types.ExprString(loop.X)
	case *ast.ForStmt:
		cond, ok := loop.Cond.(*ast.BinaryExpr)
		if !ok || cond.Op != token.LSS {
			return ""
		}
		y := ast.Unparen(cond.Y)
		if call, ok := y.(*ast.CallExpr); ok && len(call.Args) == 1 && types.ExprString(call.Fun) == "len" {
			return types.ExprString(call.Args[0])
		}
		return types.ExprString(y)
	}
	return ""
}

// sendSyntax returns the statement of a send, and the clause of the select
// statement that it is the case of.
func (c *collector) sendSyntax(op *channels.Op) (*ast.SendStmt, bool) {
	return ir.Innermost[*ast.SendStmt](c.ir, op.Pos())
}

// waitSyntax returns the syntax of a receive or a select statement.
func (c *collector) waitSyntax(wait ssa.Instruction) ast.Node {
	if _, ok := wait.(*ssa.Select); ok {
		if stmt, ok := ir.Innermost[*ast.SelectStmt](c.ir, wait.Pos()); ok {
			return stmt
		}
		return nil
	}
	if recv, ok := ir.Innermost[*ast.UnaryExpr](c.ir, wait.Pos()); ok && recv.Op == token.ARROW {
		return recv
	}
	return nil
}
