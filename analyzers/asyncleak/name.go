package asyncleak

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/ownership"
)

// what names an acquired resource as the source does: "conn from net.Dial".
func (c *checker) what(a ownership.Acquisition) string {
	from := ""
	if fn := c.ir.Callee(a.Call.Common()).Func; fn != nil {
		from = " from " + apimodel.FuncSymbol(fn).Short()
		if fn.Pkg() == c.pass.Pkg {
			from = " from " + fn.Name()
		}
	}
	if name := c.nameOf(a); name != "" {
		return name + from
	}
	return "the " + a.Resource.Category + from
}

// nameOf returns the name of the variable that the resource is assigned to, ""
// if there is none.
func (c *checker) nameOf(a ownership.Acquisition) string {
	pos := a.Call.Pos()
	path := c.ir.Path(pos)
	for i := len(path) - 1; i >= 0; i-- {
		var lhs []ast.Expr
		switch n := path[i].(type) {
		case *ast.AssignStmt:
			lhs = n.Lhs
		case *ast.ValueSpec:
			for _, id := range n.Names {
				lhs = append(lhs, id)
			}
		case *ast.FuncLit, *ast.BlockStmt:
			return ""
		default:
			continue
		}
		index := 0
		if x, ok := a.Value.(*ssa.Extract); ok {
			index = x.Index
		}
		if index < len(lhs) {
			return types.ExprString(lhs[index])
		}
		return ""
	}
	return ""
}

// exit says where fn is left on the path.
func (c *checker) exit(e *ir.Escape) (text string, pos token.Pos) {
	pos = e.Pos()
	if e.Implicit() {
		return "when the goroutine ends", pos
	}
	return "when the goroutine returns at line " + strconv.Itoa(c.line(pos)), pos
}
