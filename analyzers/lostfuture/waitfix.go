package lostfuture

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/errorflow"
)

// waitFix returns the fix that returns the error of call, a statement that waits
// for tasks. There is none where that would do more: where what is skipped has an
// effect on others, such as closing a channel, or the other results are not
// certain to be worth nothing then.
func (c *checker) waitFix(call call) []analysis.SuggestedFix {
	stmt := call.at
	for stmt.ParentEdgeKind() == edge.ParenExpr_X {
		stmt = stmt.Parent()
	}
	if stmt.ParentEdgeKind() != edge.ExprStmt_X {
		return nil
	}
	stmt = stmt.Parent()
	sig, ok := c.returnable(stmt)
	if !ok {
		return nil
	}
	zeros, ok := c.zeros(sig, call)
	if !ok {
		return nil
	}
	src := edit.NewSource(c.pass, stmt.Node().Pos())
	if src == nil {
		return nil
	}
	results := call.fn.Signature().Results()
	last := results.Len() - 1
	if last < 0 || !types.AssignableTo(results.At(last).Type(), sig.Results().At(sig.Results().Len()-1).Type()) {
		return nil
	}
	err := "err"
	if hasName(call.expr, err) {
		err = edit.NewNames(c.info, call.file, call.expr.Pos(), call.expr).Fresh(err)
	}
	text := "if " + strings.Repeat("_, ", last) + err + " := " + src.Text(call.expr) + "; " + err + " != nil {\n" +
		"\treturn " + strings.Join(append(zeros, err), ", ") + "\n}"
	return []analysis.SuggestedFix{{
		Message:   "Return the error of " + call.name(),
		TextEdits: []analysis.TextEdit{src.Replace(stmt.Node(), text)},
	}}
}

// returnable returns the type of the function that a return statement in the
// place of stmt would leave, if that skips nothing but what only the function
// itself can see, and somebody takes the error.
func (c *checker) returnable(stmt inspector.Cursor) (*types.Signature, bool) {
	for at := stmt; ; at = at.Parent() {
		switch at.ParentEdgeKind() {
		case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
			next := at
			for ok := true; ok; {
				if next, ok = next.NextSibling(); ok && !c.private(next) {
					return nil, false
				}
			}
		case edge.FuncDecl_Body:
			decl := at.Parent().Node().(*ast.FuncDecl)
			if apimodel.IsCleanupName(decl.Name.Name) {
				return nil, false // it has told the tasks to end, and they may say so by an error
			}
			fn, ok := c.info.Defs[decl.Name].(*types.Func)
			return takesError(fn.Signature(), ok)
		case edge.FuncLit_Body:
			lit := at.Parent()
			if lit.ParentEdgeKind() == edge.CallExpr_Fun {
				switch lit.Parent().ParentEdgeKind() {
				case edge.GoStmt_Call, edge.DeferStmt_Call:
					return nil, false
				}
			}
			sig, ok := c.info.TypeOf(lit.Node().(*ast.FuncLit)).(*types.Signature)
			return takesError(sig, ok)
		case edge.ForStmt_Body, edge.RangeStmt_Body, edge.LabeledStmt_Stmt, edge.Invalid:
			return nil, false
		}
	}
}

// takesError returns sig if its last result is an error and the others have no
// names: what those hold already might be meant to be returned.
func takesError(sig *types.Signature, ok bool) (*types.Signature, bool) {
	if !ok {
		return nil, false
	}
	n := sig.Results().Len()
	if n == 0 || n > 1 && sig.Results().At(0).Name() != "" || !errorflow.IsError(sig.Results().At(n-1).Type()) {
		return nil, false
	}
	return sig, true
}

// private reports whether nobody but the function itself can see what the
// statement does: it calls nothing, sends nothing and assigns to nothing but
// local variables.
func (c *checker) private(stmt inspector.Cursor) bool {
	for at := range stmt.Preorder((*ast.CallExpr)(nil), (*ast.SendStmt)(nil), (*ast.AssignStmt)(nil), (*ast.IncDecStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.LabeledStmt)(nil)) {
		switch n := at.Node().(type) {
		case *ast.CallExpr:
			if !c.pure(n) {
				return false
			}
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if !c.isOwn(lhs) {
					return false
				}
			}
		case *ast.IncDecStmt:
			if !c.isOwn(n.X) {
				return false
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return false
			}
		case *ast.SendStmt, *ast.LabeledStmt:
			return false
		}
	}
	return true
}

func (c *checker) isOwn(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && (id.Name == "_" || c.local(id) != nil)
}

// pure reports whether call is a conversion, or of a builtin that only computes.
func (c *checker) pure(call *ast.CallExpr) bool {
	fun := c.info.Types[call.Fun]
	if fun.IsType() {
		return true
	}
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok || !fun.IsBuiltin() {
		return false
	}
	switch id.Name {
	case "append", "cap", "complex", "imag", "len", "make", "max", "min", "new", "real":
		return true
	}
	return false
}

// zeros returns the zero values of the results of sig before the last, as they
// are written at the call.
func (c *checker) zeros(sig *types.Signature, call call) ([]string, bool) {
	var list []string
	for i := range sig.Results().Len() - 1 {
		t := sig.Results().At(i).Type()
		if _, ok := types.Unalias(t).(*types.TypeParam); ok {
			return nil, false
		}
		switch u := t.Underlying().(type) {
		case *types.Basic:
			switch {
			case u.Info()&types.IsNumeric != 0:
				list = append(list, "0")
			case u.Info()&types.IsString != 0:
				list = append(list, `""`)
			case u.Info()&types.IsBoolean != 0:
				list = append(list, "false")
			default:
				list = append(list, "nil")
			}
		case *types.Struct, *types.Array:
			text, ok := edit.Type(c.pass.Pkg, c.info, call.file, call.expr.Pos(), t)
			if !ok {
				return nil, false
			}
			list = append(list, text+"{}")
		default:
			list = append(list, "nil")
		}
	}
	return list, true
}

// hasName reports whether an identifier in n has the given name.
func hasName(n ast.Node, name string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}
