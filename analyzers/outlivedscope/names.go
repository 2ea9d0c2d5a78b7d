package outlivedscope

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/tasks"
)

// callAt returns the call whose instruction has the position pos: that of its
// parenthesis, or of the statement around it.
func (c *checker) callAt(pos token.Pos) (*ast.CallExpr, bool) {
	path := c.ir.Path(pos)
	for i := len(path) - 1; i >= 0; i-- {
		switch n := path[i].(type) {
		case *ast.CallExpr:
			return n, true
		case *ast.GoStmt:
			return n.Call, true
		case *ast.DeferStmt:
			return n.Call, true
		case ast.Stmt:
			return nil, false
		}
	}
	return nil, false
}

// callName returns what the call at pos calls, as the source names it.
func (c *checker) callName(pos token.Pos) string {
	if call, ok := c.callAt(pos); ok {
		if name := exprname.Of(call.Fun); name != "" {
			return name
		}
	}
	return "the call"
}

// useName names what a use calls.
func (c *checker) useName(u *use) string {
	if addr, ok := u.instr.(*ssa.FieldAddr); ok {
		return fieldName(addr)
	}
	name := c.callName(u.instr.Pos())
	if name == "the call" && u.callee.Func != nil {
		return u.callee.Func.Name()
	}
	return name
}

// funcName returns how messages call the spawner of f.
func (c *checker) funcName(f *tasks.Flow) string { return c.nameOf(f.In) }

// nameOf returns how messages call fn.
func (c *checker) nameOf(fn *ssa.Function) string {
	if fn.Object() != nil {
		return fn.Name()
	}
	return "the function"
}
