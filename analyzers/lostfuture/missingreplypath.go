package lostfuture

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

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
	if strings.HasSuffix(from.Comment, ".loop") && !c.ir.Body(from)[to] {
		return false // what the loop looks for is perhaps always there
	}
	if x, ok := test.Cond.(*ssa.Extract); ok && to == from.Succs[1] {
		switch tuple := x.Tuple.(type) {
		case *ssa.UnOp:
			return tuple.Op != token.ARROW
		case *ssa.Select:
			return x.Index != 1
		}
	}
	return true
}

// mayGiveUp reports whether sel may choose another case than a send on the
// channels: which one is seen from the edges that follow, or makes no difference.
func (c *collector) mayGiveUp(d *debt, sel *ssa.Select) bool {
	for _, arm := range ir.Arms(sel) {
		switch {
		case arm.From != nil:
			return true
		case arm.State == nil:
			return true
		case arm.State.Dir == types.RecvOnly && c.fromOutside(d, arm.State.Chan):
			return true
		}
	}
	return false
}

// findsOut reports whether the task goes the way of e because of something that it
// found out: the spawner may know better what else its conditions depend on.
func (c *collector) findsOut(d *debt, e *ir.Escape) bool {
	if len(e.Blocks) == 1 {
		return true
	}
	for i, b := range e.Blocks {
		for _, instr := range b.Instrs {
			if sel, ok := instr.(*ssa.Select); ok && c.mayGiveUp(d, sel) {
				return true
			}
		}
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if ok && i < len(e.Blocks)-1 && !c.given(d, test.Cond, 0) {
			return true
		}
	}
	return false
}

// given reports whether v is what the task was given when it was started, or
// follows from that.
func (c *collector) given(d *debt, v ssa.Value, depth int) bool {
	if depth > maxGuard {
		return true
	}
	switch x := v.(type) {
	case *ssa.Const, *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		return true
	case *ssa.BinOp:
		return c.given(d, x.X, depth+1) && c.given(d, x.Y, depth+1)
	case *ssa.UnOp:
		if x.Op == token.ARROW {
			return false
		}
		if cell := c.ir.Cell(x.X); cell != nil {
			return !ir.Within(cell.Parent(), d.body) && !slices.ContainsFunc(c.ir.Uses(cell).Stores, func(s *ssa.Store) bool { return ir.Within(s.Parent(), d.body) })
		}
		return c.given(d, x.X, depth+1)
	case *ssa.FieldAddr:
		return c.given(d, x.X, depth+1)
	case *ssa.Field:
		return c.given(d, x.X, depth+1)
	case *ssa.Call:
		return c.ir.Callee(x.Common()).Builtin != "" && !slices.ContainsFunc(x.Common().Args, func(arg ssa.Value) bool { return !c.given(d, arg, depth+1) })
	}
	return false
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
	return c.comesIn(d, callee.Recv, make(map[*ssa.Alloc]bool))
}

// comesIn reports whether ctx is, or comes from, a context that the spawner was
// called with.
func (c *collector) comesIn(d *debt, ctx ssa.Value, seen map[*ssa.Alloc]bool) bool {
	switch x := c.ir.Resolve(ctx).(type) {
	case *ssa.Parameter:
		if x.Parent() == d.body {
			arg := d.flow.Arg(x)
			return arg != nil && arg != x && c.comesIn(d, arg, seen)
		}
		return x.Parent() == d.flow.In
	case *ssa.Extract:
		call, ok := x.Tuple.(*ssa.Call)
		if !ok || len(call.Call.Args) == 0 {
			return false
		}
		fn := c.ir.Callee(call.Common()).Func
		return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "context" && c.comesIn(d, call.Call.Args[0], seen)
	case *ssa.UnOp:
		cell := c.ir.Cell(x.X)
		if x.Op != token.MUL || cell == nil {
			return false
		}
		if seen[cell] {
			return true
		}
		seen[cell] = true
		uses := c.ir.Uses(cell)
		return !uses.Escapes && len(uses.Stores) > 0 && !slices.ContainsFunc(uses.Stores, func(s *ssa.Store) bool { return !c.comesIn(d, s.Val, seen) })
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
