package lostfuture

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// wait reports a call that waits for tasks if the error that it returns is
// dropped, and one of the tasks may fail without anybody else hearing of it. A
// go statement that drops it is another rule's.
func (c *checker) wait(call call) {
	kind := dropped(call.at)
	if kind != edge.ExprStmt_X && kind != edge.DeferStmt_Call {
		return
	}
	row := c.model.Join(call.fn)
	if row == nil || c.flow.Deliberate(call.file, call.expr.Pos()) || c.ignored(call) {
		return
	}
	group := c.receiver(call.expr)
	if !row.Definite {
		c.pipeline(call, group)
		return
	}
	if group == nil || !group.IsField() && group.Kind() != types.LocalVar {
		return
	}
	members, ok := c.members(group)
	if !ok || c.hears(members) {
		return
	}
	t, at := c.failing(members)
	if t == nil {
		return
	}
	c.rep.ReportOn(call.expr, uncheckedWait,
		fmt.Sprintf("the error of %s is dropped: if the task at line %d fails, nobody hears of it", call.name(), c.line(t.Call.Pos())),
		c.failure(t, at), c.waitFix(call)...)
}

// failure is the evidence for a task that may fail without a word, which failing
// has found.
func (c *checker) failure(t *tasks.Task, at token.Pos) []analysis.RelatedInformation {
	list := related(diagnose.Related(t.Call, "the task starts here"))
	if at.IsValid() {
		list = append(list, diagnose.Related(ir.Span{From: at, To: at}, "it returns here an error of which nobody else hears"))
	}
	return list
}

// hears reports whether the error of the tasks of a group is looked at anywhere:
// by a call of a join, or as the cause of the context that ends with it. The
// first of members is the group, the others are parameters that it is passed as.
func (c *checker) hears(members []*types.Var) bool {
	heard := c.joined()
	return slices.ContainsFunc(members, func(v *types.Var) bool { return heard[v] }) ||
		!members[0].IsField() && c.asksContext(members[0])
}

// asksContext reports whether the code that makes group, a local variable, asks
// the context that is made with it why it has ended.
func (c *checker) asksContext(group *types.Var) bool {
	ctx := c.contextOf(group)
	if ctx == nil {
		return false
	}
	for m := range c.mentions(ctx) {
		if m.path == "Err" && ir.FuncAround(m.at) == ir.FuncAround(c.declaration(group)) {
			return true
		}
		if m.last == nil && m.at.ParentEdgeKind() == edge.CallExpr_Args {
			fn := typeutil.StaticCallee(c.info, m.at.Parent().Node().(*ast.CallExpr))
			if fn != nil && fn.FullName() == "context.Cause" {
				return true
			}
		}
	}
	return false
}

// contextOf returns the variable of the context that was made with group, nil if
// there is none.
func (c *checker) contextOf(group *types.Var) *types.Var {
	for at := range c.names(group) {
		if at.ParentEdgeKind() != edge.AssignStmt_Lhs {
			continue
		}
		assign := at.Parent().Node().(*ast.AssignStmt)
		if len(assign.Lhs) != 2 || len(assign.Rhs) != 1 {
			continue
		}
		if id, ok := assign.Lhs[1].(*ast.Ident); ok && id.Name != "_" {
			v, _ := c.info.ObjectOf(id).(*types.Var)
			return v
		}
	}
	return nil
}

// failing returns a task of a group that may fail without a word, and where it
// returns the error, if that is seen. It is nil if there is none.
func (c *checker) failing(members []*types.Var) (*tasks.Task, token.Pos) {
	added := c.added()
	for _, v := range members {
		for _, t := range added[v] {
			if pos, fails := c.fails(t); fails {
				return t, pos
			}
		}
	}
	return nil, token.NoPos
}

// fails reports whether t, which hands its error to whoever asks for it, may fail
// without anybody else hearing of it, and where it returns the error then, if
// that is seen.
func (c *checker) fails(t *tasks.Task) (token.Pos, bool) {
	if !t.TakesError() {
		return token.NoPos, false
	}
	if len(t.Bodies) == 0 {
		fn, ok := c.function(t.Fun)
		return token.NoPos, !ok || c.flow.Fails(ir.Callee{Func: fn})
	}
	for _, body := range t.Bodies {
		fn := c.ir.FuncOf(body.Node)
		if fn == nil {
			continue
		}
		if pos := c.flow.Loses(fn); pos.IsValid() {
			return pos, true
		}
	}
	return token.NoPos, false
}

// function returns the function or method that e names.
func (c *checker) function(e ast.Expr) (*types.Func, bool) {
	var id *ast.Ident
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return nil, false
	}
	fn, ok := c.info.Uses[id].(*types.Func)
	return fn, ok
}
