package lostcallbackerror

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/callbacks"
)

// shadowFix returns the fix that gives the callback's variable a name of its own,
// and assigns it to the outer one where the callback ends because of it. To assign
// there in the first place, with = for :=, would be shorter and wrong: the callback
// may be called again, and its success would make the failure before it vanish.
//
// There is no fix where the callback may run at a time when nobody looks at the
// outer variable, where it may end there without an error, and where the name would
// still mean something else.
func (c *checker) shadowFix(s shadow) []analysis.SuggestedFix {
	if callbacks.Of(c.pass).Effects(s.lit) != callbacks.Sync {
		return nil
	}
	src := edit.NewSource(c.pass, s.lit.Pos())
	if src == nil {
		return nil
	}
	name := s.outer.Name()
	fresh := edit.NewNames(c.pass.TypesInfo, c.ir.File(s.lit.Pos()), s.inner.Pos(), s.lit.Body).Fresh(name)
	var edits []analysis.TextEdit
	ast.Inspect(s.lit.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && c.names(id, s.inner) {
			edits = append(edits, analysis.TextEdit{Pos: id.Pos(), End: id.End(), NewText: []byte(fresh)})
		}
		return true
	})
	for _, br := range c.flow.Branches(s.lit.Body) {
		if id := comparedWithNil(c.pass.TypesInfo, br.Cond); id == nil || !c.names(id, s.inner) {
			continue
		}
		if _, vanishes := c.flow.Vanishes(s.lit, br); !vanishes {
			continue
		}
		if !c.onlyCondition(br.Cond) || !c.meansOuter(s, br.Leave) {
			return nil
		}
		edits = append(edits, src.InsertBefore(br.Leave, name+" = "+fresh))
	}
	return []analysis.SuggestedFix{{Message: "Assign the error to the " + name + " of the function around the callback", TextEdits: edits}}
}

// onlyCondition reports whether cond is all of the condition of an if statement or
// case.
func (c *checker) onlyCondition(cond *ast.BinaryExpr) bool {
	path := c.ir.Path(cond.OpPos)
	for i := len(path) - 2; i >= 0; i-- {
		switch n := path[i].(type) {
		case *ast.ParenExpr:
		case *ast.IfStmt:
			return true
		case *ast.CaseClause:
			return len(n.List) == 1
		default:
			return false
		}
	}
	return false
}

// meansOuter reports whether the name of s.outer means that at stmt once s.inner
// has another name.
func (c *checker) meansOuter(s shadow, stmt ast.Stmt) bool {
	name := s.outer.Name()
	if edit.Lookup(c.pass.TypesInfo, c.ir.File(stmt.Pos()), stmt.Pos(), name) != s.inner {
		return false
	}
	_, obj := s.inner.Parent().Parent().LookupParent(name, s.inner.Pos())
	return obj == s.outer
}
