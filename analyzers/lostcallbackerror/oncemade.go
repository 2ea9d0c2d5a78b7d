package lostcallbackerror

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
)

// made returns the variables and fields from outside, errors left out, to which
// what is done once assigns: what later callers go on with.
func (c *checker) made(o *onceCall) map[*types.Var]bool {
	set := make(map[*types.Var]bool)
	ast.Inspect(o.lit.Body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok {
			for _, lhs := range assign.Lhs {
				if v := c.denoted(lhs); v != nil && !errorflow.IsError(v.Type()) && (v.IsField() || v.Pos() < o.lit.Pos() || o.lit.End() <= v.Pos()) {
					set[v] = true
				}
			}
		}
		return true
	})
	return set
}

// onlyEnsures reports whether the function around o does nothing after it but
// return: it is there to ensure that something has been done, and its result tells
// whether it has. Others may have callers that give up at the first failure.
func (c *checker) onlyEnsures(o *onceCall) bool {
	for _, stmt := range o.body.List {
		if stmt.End() <= o.call.End() {
			continue
		}
		switch s := stmt.(type) {
		case *ast.ReturnStmt:
			if stmt.Pos() > o.call.End() && slices.ContainsFunc(s.Results, ir.HasCall) {
				return false
			}
		case *ast.IfStmt:
			if stmt.Pos() > o.call.End() && (s.Init != nil || ir.HasCall(s.Cond) || s.Else != nil) {
				return false
			}
		default:
			if stmt.Pos() > o.call.End() {
				return false
			}
		}
	}
	return true
}

// keptElsewhere reports whether what is done once stores an error in a field or a
// variable of the package.
func (c *checker) keptElsewhere(o *onceCall) bool {
	kept := false
	ast.Inspect(o.lit.Body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok {
			kept = kept || slices.ContainsFunc(assign.Lhs, func(e ast.Expr) bool {
				v := c.denoted(e)
				return v != nil && errorflow.IsError(v.Type()) && (v.IsField() || v.Parent() == c.pass.Pkg.Scope())
			})
		}
		return !kept
	})
	return kept
}

// lookedAt reports whether a condition after o depends on what it has made: then
// later callers may learn of the failure in that way.
func (c *checker) lookedAt(o *onceCall, made map[*types.Var]bool) bool {
	found := false
	look := func(cond ast.Expr) {
		ast.Inspect(cond, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				v := c.denoted(e)
				found = found || v != nil && made[v]
			}
			return !found
		})
	}
	ast.Inspect(o.body, func(n ast.Node) bool {
		if n == nil || n.End() <= o.call.End() || found {
			return false
		}
		switch n := n.(type) {
		case *ast.IfStmt:
			look(n.Cond)
		case *ast.SwitchStmt:
			if n.Tag != nil {
				look(n.Tag)
			}
		case *ast.CaseClause:
			for _, e := range n.List {
				look(e)
			}
		}
		return !found
	})
	return found
}
