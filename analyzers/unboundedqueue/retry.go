package unboundedqueue

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/ir"
)

// A failure is a branch of a loop that is taken because an error is not nil.
type failure struct {
	branch *ast.IfStmt
	err    *types.Var
	loop   ast.Stmt // the innermost *ast.ForStmt or *ast.RangeStmt around it in its function
	cur    inspector.Cursor
}

// endlessRetries reports failed work that is tried again at once, as often as it
// fails: it goes back into its queue, or a loop makes the same call again.
func (c *checker) endlessRetries() {
	for cur := range c.in.Root().Preorder((*ast.IfStmt)(nil)) {
		branch := cur.Node().(*ast.IfStmt)
		err := c.failed(branch.Cond)
		if err == nil || c.skips(branch.Pos()) {
			continue
		}
		f := &failure{branch: branch, err: err, loop: loopOf(cur), cur: cur}
		if !c.acceptRetry(f) && !c.callRetry(f) {
			c.requeue(f)
		}
	}
}

// failed returns the error that cond finds not to be nil, nil if it does something else.
func (c *checker) failed(cond ast.Expr) *types.Var {
	cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok || cmp.Op != token.NEQ || !c.pass.TypesInfo.Types[cmp.Y].IsNil() {
		return nil
	}
	id, ok := ast.Unparen(cmp.X).(*ast.Ident)
	if !ok {
		return nil
	}
	if v := c.varOf(id); v != nil && isErrorType(v.Type()) {
		return v
	}
	return nil
}

// loopOf returns the innermost loop around cur in the same function, nil if there is none.
func loopOf(cur inspector.Cursor) ast.Stmt {
	for around := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch n := around.Node().(type) {
		case *ast.ForStmt:
			return n
		case *ast.RangeStmt:
			return n
		}
		return nil
	}
	return nil
}

// acceptRetry reports a loop that calls Accept again whatever its error, and whether f is
// about such a call.
func (c *checker) acceptRetry(f *failure) bool {
	loop, ok := f.loop.(*ast.ForStmt)
	if !ok || loop.Post != nil {
		return false
	}
	call := c.callOf(f)
	if call == nil || !c.isAccept(call) {
		return false
	}
	again := c.continues(f)
	if !again || c.slowsDown(f, call) || c.judged(f) {
		return true
	}
	name := exprname.Of(call.Fun)
	why := "while the process has no file descriptors left"
	if !c.leavesLoop(f.branch.Body) && !c.leavesBefore(loop.Body, call.Pos()) && loop.Cond == nil {
		why = "once the listener is closed, or " + why
	}
	c.reportRetry(f, name+" is called again at once when it fails: "+why+", it fails each time, and the loop spins", call)
	return true
}

// callRetry reports a loop that connects, or asks a server, again at once when that fails, and whether
// f is about such a call.
func (c *checker) callRetry(f *failure) bool {
	loop, ok := f.loop.(*ast.ForStmt)
	if !ok || loop.Post != nil || loop.Cond != nil {
		return false
	}
	call := c.callOf(f)
	if call == nil || !c.connects(call) {
		return false
	}
	if !c.continues(f) || c.leavesLoop(f.branch.Body) || c.slowsDown(f, call) || c.judged(f) || c.varies(call, loop) {
		return true
	}
	c.reportRetry(f, exprname.Of(call.Fun)+" is called again at once when it fails: while nobody answers, the loop spins", call)
	return true
}

func (c *checker) reportRetry(f *failure, message string, call ast.Node) {
	related := []analysis.RelatedInformation{diagnose.Related(call, "this fails")}
	c.rep.ReportOn(ir.Span{From: f.branch.Pos(), To: f.branch.Body.Lbrace}, endlessRetry, message, related)
}

// callOf returns the call whose error f is about: that of the if statement, or of the
// statement before it.
func (c *checker) callOf(f *failure) *ast.CallExpr {
	assign, ok := f.branch.Init.(*ast.AssignStmt)
	if f.branch.Init == nil {
		if before, found := f.cur.PrevSibling(); found {
			assign, ok = before.Node().(*ast.AssignStmt)
		}
	}
	if !ok || len(assign.Rhs) != 1 {
		return nil
	}
	call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
	if !ok || c.varOf(assign.Lhs[len(assign.Lhs)-1]) != f.err {
		return nil
	}
	return call
}

// isAccept reports whether call accepts a connection of package net.
func (c *checker) isAccept(call *ast.CallExpr) bool {
	switch calledName(call) {
	case "Accept", "AcceptTCP", "AcceptUnix":
	default:
		return false
	}
	results, ok := c.pass.TypesInfo.TypeOf(call).(*types.Tuple)
	if !ok || results.Len() != 2 || len(call.Args) != 0 {
		return false
	}
	t := results.At(0).Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "net"
}

// connects reports whether call opens a connection, or sends a request, by itself.
func (c *checker) connects(call *ast.CallExpr) bool {
	var id *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return false
	}
	fn, ok := c.pass.TypesInfo.Uses[id].(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "net", "crypto/tls", "net/rpc":
		return len(fn.Name()) >= 4 && fn.Name()[:4] == "Dial"
	case "net/http":
		switch fn.Name() {
		case "Get", "Head", "Post", "PostForm", "Do":
			return true
		}
	}
	return false
}

// varies reports whether what call is given may be another thing each time: something that the
// loop makes or assigns.
func (c *checker) varies(call *ast.CallExpr, loop *ast.ForStmt) bool {
	at, ok := c.in.Root().FindNode(loop)
	if !ok {
		return true
	}
	found := false
	ast.Inspect(call, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := c.pass.TypesInfo.ObjectOf(id).(*types.Var); ok && !v.IsField() {
				found = found || loop.Pos() <= v.Pos() && v.Pos() < loop.End() || c.assigns(at, id)
			}
		}
		return !found
	})
	return found
}
