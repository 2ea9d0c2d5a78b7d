package lostcallbackerror

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/callbacks"
)

// shadowFix returns the fix that makes the callback assign to the outer variable:
// = in place of := wherever the inner one is declared or assigned with others, and
// declarations of the others. There is none where the callback may run at a time
// when nobody looks at the outer variable, where other declarations of the callback
// hide it too, and where the type of another variable can't be written.
func (c *checker) shadowFix(s shadow) []analysis.SuggestedFix {
	if callbacks.Of(c.pass).Effects(s.lit) != callbacks.Sync {
		return nil
	}
	src := edit.NewSource(c.pass, s.lit.Pos())
	if src == nil {
		return nil
	}
	var edits []analysis.TextEdit
	ok := true
	ast.Inspect(s.lit.Body, func(n ast.Node) bool {
		block, list := n, []ast.Stmt(nil)
		switch b := block.(type) {
		case *ast.BlockStmt:
			list = b.List
		case *ast.CaseClause:
			list = b.Body
		case *ast.CommClause:
			list = b.Body
		case *ast.AssignStmt:
			if b.Tok == token.DEFINE && c.declares(b, s.inner) && !slices.ContainsFunc(edits, func(e analysis.TextEdit) bool { return e.Pos == b.TokPos }) {
				ok = false // in the head of a statement
			}
		case *ast.ValueSpec:
			ok = ok && !slices.ContainsFunc(b.Names, func(id *ast.Ident) bool { return id.Name == s.inner.Name() })
		}
		for _, stmt := range list {
			assign, isAssign := stmt.(*ast.AssignStmt)
			if !isAssign || assign.Tok != token.DEFINE || !c.declares(assign, s.inner) {
				continue
			}
			decls, writable := c.declarations(assign, s.inner)
			if !writable {
				ok = false
				break
			}
			if decls != "" {
				edits = append(edits, src.InsertBefore(assign, decls))
			}
			edits = append(edits, analysis.TextEdit{Pos: assign.TokPos, End: assign.TokPos + token.Pos(len(":=")), NewText: []byte("=")})
		}
		return ok
	})
	if !ok || len(edits) == 0 {
		return nil
	}
	return []analysis.SuggestedFix{{Message: "Assign to the " + s.outer.Name() + " of the function around the callback", TextEdits: edits}}
}

// declares reports whether assign, with :=, declares v or assigns to it.
func (c *checker) declares(assign *ast.AssignStmt, v *types.Var) bool {
	return slices.ContainsFunc(assign.Lhs, func(e ast.Expr) bool { return c.names(e, v) })
}

// declarations returns the declarations of the variables that assign declares
// besides v. It returns false if they can't be written.
func (c *checker) declarations(assign *ast.AssignStmt, v *types.Var) (string, bool) {
	var lines []string
	for _, lhs := range assign.Lhs {
		id, ok := lhs.(*ast.Ident)
		if !ok {
			return "", false
		}
		other, ok := c.pass.TypesInfo.Defs[id].(*types.Var)
		if !ok || other == v {
			continue
		}
		file := c.ir.File(assign.Pos())
		text, ok := edit.Type(c.pass.Pkg, c.pass.TypesInfo, file, assign.Pos(), other.Type())
		if !ok {
			return "", false
		}
		lines = append(lines, "var "+other.Name()+" "+text)
	}
	return strings.Join(lines, "\n"), true
}
