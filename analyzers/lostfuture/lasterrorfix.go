package lostfuture

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// ownVariable is the fix for a variable that only tasks read: w's task gets one
// of its own, declared by the assignment. That changes nothing else if the task
// doesn't mention the variable before, nor outside of the scope of the new one,
// and if somebody else still reads the old one, so that it isn't declared in vain.
func (c *collector) ownVariable(v *verdict, w writer, assign *ast.AssignStmt) []analysis.SuggestedFix {
	lit, ok := w.flow.Bodies[0].Syntax().(*ast.FuncLit)
	if !ok || assign.Tok != token.ASSIGN {
		return nil
	}
	var outer *types.Var
	for _, lhs := range assign.Lhs {
		id, ok := lhs.(*ast.Ident)
		if !ok {
			return nil
		}
		if id.Name == "_" {
			continue
		}
		if outer != nil {
			return nil // the other one may be from outside too
		}
		if outer, ok = c.info.Uses[id].(*types.Var); !ok {
			return nil
		}
	}
	end := c.scopeEnd(assign)
	if outer == nil || !end.IsValid() {
		return nil
	}
	safe := true
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && c.info.Uses[id] == outer && !slices.Contains(assign.Lhs, ast.Expr(id)) {
			safe = safe && assign.End() <= id.Pos() && id.Pos() < end
		}
		return safe
	})
	read := false
	for _, load := range c.ir.Uses(v.cell).Loads {
		read = read || !inside(load.Parent(), w.flow.Bodies[0])
	}
	if !safe || !read {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "declare a variable of the goroutine's own",
		TextEdits: []analysis.TextEdit{{Pos: assign.TokPos, End: assign.TokPos + 1, NewText: []byte(":=")}},
	}}
}

// scopeEnd returns where the scope of a variable would end that the assignment
// declared, token.NoPos if it can't declare one.
func (c *collector) scopeEnd(assign *ast.AssignStmt) token.Pos {
	path := c.ir.Path(assign.Pos())
	i := slices.Index(path, ast.Node(assign))
	if i < 1 {
		return token.NoPos
	}
	switch parent := path[i-1].(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause, *ast.IfStmt, *ast.SwitchStmt:
		return parent.End()
	}
	return token.NoPos
}
