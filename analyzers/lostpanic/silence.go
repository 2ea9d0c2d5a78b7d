package lostpanic

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// cleansUpOnly reports whether the deferred function around r does nothing by
// which anybody could learn of a panic: beside recovering it unlocks, closes,
// counts down, or starts the function at owner again.
func (c *checker) cleansUpOnly(r *recovery, branch *ast.IfStmt, owner inspector.Cursor) bool {
	_, body := ir.FuncSyntax(r.in.Node())
	return !slices.ContainsFunc(body.List, func(stmt ast.Stmt) bool {
		return !c.isRecovery(stmt, r, branch, owner) && !c.cleansUp(stmt, owner)
	})
}

// isRecovery reports whether stmt is the statement of r itself.
func (c *checker) isRecovery(stmt ast.Stmt, r *recovery, branch *ast.IfStmt, owner inspector.Cursor) bool {
	if branch == nil {
		expr, ok := stmt.(*ast.ExprStmt)
		return ok && ast.Unparen(expr.X) == r.call()
	}
	return stmt == branch && !slices.ContainsFunc(branch.Body.List, func(s ast.Stmt) bool {
		ret, ok := s.(*ast.ReturnStmt)
		return !(ok && len(ret.Results) == 0) && !c.cleansUp(s, owner)
	})
}

// cleansUp reports whether stmt frees something, or runs the function at owner
// again.
func (c *checker) cleansUp(stmt ast.Stmt, owner inspector.Cursor) bool {
	var call *ast.CallExpr
	switch stmt := stmt.(type) {
	case *ast.ExprStmt:
		call, _ = ast.Unparen(stmt.X).(*ast.CallExpr)
	case *ast.GoStmt:
		call = stmt.Call
	}
	if call == nil {
		return false
	}
	if c.calls(call, owner) {
		return true
	}
	switch obj := typeutil.Callee(c.pass.TypesInfo, call).(type) {
	case *types.Builtin:
		return obj.Name() == "close" || obj.Name() == "delete"
	case *types.Func:
		return obj.Signature().Recv() != nil && slices.Contains(cleanups, obj.Name())
	case *types.Var:
		return apimodel.TypeSymbol(obj.Type()) == apimodel.Symbol{Pkg: "context", Name: "CancelFunc"}
	}
	return false
}

// calls reports whether call calls the declared function at fn.
func (c *checker) calls(call *ast.CallExpr, fn inspector.Cursor) bool {
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok {
		return false
	}
	callee, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
	return ok && callee.Origin() == c.pass.TypesInfo.Defs[decl.Name]
}

// restarts reports whether the deferred function around r runs the function at
// owner again.
func (c *checker) restarts(r *recovery, owner inspector.Cursor) bool {
	found := false
	_, body := ir.FuncSyntax(r.in.Node())
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && c.calls(call, owner)
		return !found
	})
	return found
}

// guardsChannel reports whether what fn recovers from is most likely a send on a
// closed channel, or a close of one: it does that, and nothing else that
// might panic, or not in a loop. There is no other way to ask a channel whether it
// is closed, and no more to say of such a panic.
func (c *checker) guardsChannel(fn ast.Node) bool {
	channel, loop, more := false, false, false
	_, body := ir.FuncSyntax(fn)
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.DeferStmt:
			return false
		case *ast.SendStmt:
			channel = true
		case *ast.ForStmt, *ast.RangeStmt:
			loop = true
		case *ast.CallExpr:
			if c.closes(n) {
				channel = true
			} else if c.mayPanic(n) {
				more = true
			}
		}
		return true
	})
	return channel && !(loop && more)
}

func (c *checker) closes(call *ast.CallExpr) bool {
	b, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Builtin)
	return ok && b.Name() == "close"
}

// mayPanic reports whether call is one of code whose mistakes matter: not of the
// standard library, not a builtin, not a conversion.
func (c *checker) mayPanic(call *ast.CallExpr) bool {
	if tv := c.pass.TypesInfo.Types[call.Fun]; tv.IsType() || tv.IsBuiltin() {
		return false
	}
	fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
	return !ok || fn.Pkg() != nil && !apimodel.IsStd(fn.Pkg().Path())
}
