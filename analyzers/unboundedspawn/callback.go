package unboundedspawn

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/asynclint/asynclint/passes/ir"
)

// carries reports whether the task is about the event: whether it, and each call
// that leads to its start, names something that the iteration or the handler has of
// its own. What only hears that something happened does so seldom, as a rule, or
// for its own reasons.
func (s *site) carries() bool {
	scope := s.ownScope()
	for _, call := range s.src.Via {
		expr, ok := ir.Innermost[*ast.CallExpr](s.c.ir, call.Pos())
		if !ok || !s.namesOf(expr, scope) {
			return false
		}
		callee := s.c.ir.Callee(&call.Call).Body
		if callee == nil || callee.Syntax() == nil {
			return false
		}
		scope = callee.Syntax()
	}
	return s.namesOf(s.flow.Task.Site, scope)
}

// ownScope is what makes up an iteration, or the handler.
func (s *site) ownScope() ast.Node {
	if s.src.Loop != nil {
		return s.src.Loop
	}
	return s.src.Handler.Syntax()
}

// namesOf reports whether n names a variable that is declared in scope, other
// than a receiver, and outside of n.
func (s *site) namesOf(n, scope ast.Node) bool {
	recv := token.NoPos
	if decl, ok := scope.(*ast.FuncDecl); ok && decl.Recv != nil {
		recv = decl.Recv.End()
	}
	found := false
	ast.Inspect(n, func(m ast.Node) bool {
		id, ok := m.(*ast.Ident)
		if !ok || found {
			return !found
		}
		v, ok := s.c.pass.TypesInfo.Uses[id].(*types.Var)
		if !ok || v.IsField() {
			return true
		}
		p := v.Pos()
		found = p > recv && scope.Pos() <= p && p < scope.End() && (p < n.Pos() || p >= n.End())
		return !found
	})
	return found
}
