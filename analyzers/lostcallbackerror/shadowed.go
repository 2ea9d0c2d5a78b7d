package lostcallbackerror

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
)

// A shadow is a variable of a callback that hides the error of the function around
// it.
type shadow struct {
	call *ast.CallExpr // that the callback is passed to
	lit  *ast.FuncLit  // the callback
	fn   ast.Node      // the function around the call, *ast.FuncDecl or *ast.FuncLit
	typ  *ast.FuncType
	body *ast.BlockStmt

	outer, inner *types.Var
	branch       errorflow.Branch // where the callback ends because of inner
}

// shadows reports the errors of callbacks in file which go to a variable of their
// own, where the function around them looks at one of the same name afterwards.
func (c *checker) shadows(file inspector.Cursor) {
	for cur := range file.Preorder((*ast.FuncLit)(nil)) {
		lit := cur.Node().(*ast.FuncLit)
		call, ok := cur.Parent().Node().(*ast.CallExpr)
		if !ok || call.Fun == lit || c.returnsError(lit) {
			continue
		}
		if _, ok := cur.Parent().Parent().Node().(*ast.ExprStmt); !ok {
			continue // a result may tell, a go or defer statement runs it later
		}
		fn := ir.FuncAround(cur.Parent())
		if fn == nil || !c.hides(lit) {
			continue
		}
		typ, body := ir.FuncSyntax(fn)
		c.shadowing(shadow{call: call, lit: lit, fn: fn, typ: typ, body: body})
	}
}

// returnsError reports whether an error is among the results of lit.
func (c *checker) returnsError(lit *ast.FuncLit) bool {
	return lit.Type.Results != nil && slices.ContainsFunc(lit.Type.Results.List, func(field *ast.Field) bool {
		return errorflow.IsError(c.pass.TypesInfo.TypeOf(field.Type))
	})
}

// hides reports whether lit declares an error that hides a variable from around it.
// It is the cheap question.
func (c *checker) hides(lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok && assign.Tok == token.DEFINE {
			for _, lhs := range assign.Lhs {
				if v, ok := c.pass.TypesInfo.Defs[lhs.(*ast.Ident)].(*types.Var); ok && c.hidden(v, lit) != nil {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

// hidden returns the error variable from outside of lit that v, a variable of lit,
// hides, nil if there is none.
func (c *checker) hidden(v *types.Var, lit *ast.FuncLit) *types.Var {
	if !errorflow.IsError(v.Type()) {
		return nil
	}
	scope := c.pass.TypesInfo.Scopes[lit.Type]
	if scope == nil || scope.Parent() == nil {
		return nil
	}
	_, obj := scope.Parent().LookupParent(v.Name(), lit.Pos())
	outer, ok := obj.(*types.Var)
	if !ok || outer.Parent() == c.pass.Pkg.Scope() || !errorflow.IsError(outer.Type()) {
		return nil
	}
	return outer
}

// shadowing reports the errors of s.lit that are lost in variables which hide one
// of s.fn.
func (c *checker) shadowing(s shadow) {
	if effects := callbacks.Of(c.pass).Effects(s.lit); effects&(callbacks.Async|callbacks.Stored|callbacks.OnLoop) != 0 {
		return // runs at another time, when an assignment would be a race
	}
	reported := make(map[*types.Var]bool)
	for _, br := range c.flow.Branches(s.lit.Body) {
		id := comparedWithNil(c.pass.TypesInfo, br.Cond)
		if id == nil {
			continue
		}
		inner, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
		if !ok || inner.Pos() < s.lit.Body.Pos() || s.lit.Body.End() <= inner.Pos() || reported[inner] {
			continue
		}
		s.inner, s.outer, s.branch = inner, c.hidden(inner, s.lit), br
		if s.outer == nil || s.outer.Pos() < s.fn.Pos() || s.fn.End() <= s.outer.Pos() {
			continue
		}
		what, vanishes := c.flow.Vanishes(s.lit, br)
		if !vanishes {
			continue
		}
		if look := c.blindLook(s); look != nil {
			reported[inner] = true
			c.reportShadow(s, what, look)
		}
	}
}

// comparedWithNil returns the variable that cond compares with nil.
func comparedWithNil(info *types.Info, cond *ast.BinaryExpr) *ast.Ident {
	x, y := ast.Unparen(cond.X), ast.Unparen(cond.Y)
	if info.Types[x].IsNil() {
		x, y = y, x
	}
	id, ok := x.(*ast.Ident)
	if !ok || !info.Types[y].IsNil() {
		return nil
	}
	return id
}

// blindLook returns where the function around the callback looks, after the call,
// at its own error, which knows nothing of the callback's; nil if it doesn't.
func (c *checker) blindLook(s shadow) ast.Node {
	if c.assigns(s.lit, s.outer) {
		return c.halfBlindLook(s)
	}
	if c.neverSet(s) {
		return c.looksAfter(s)
	}
	fn := c.ir.FuncOf(s.fn)
	if fn == nil {
		return nil
	}
	var call ssa.Instruction
	for part := range ir.Parts(fn) {
		for instr := range ir.Calls(part) {
			if instr.Pos() == s.call.Lparen {
				call = instr
			}
		}
	}
	if call == nil {
		return nil
	}
	var found ast.Node
	ast.Inspect(s.body, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok || n == nil || found != nil || n.End() <= s.call.End() {
			return false
		}
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if id := comparedWithNil(c.pass.TypesInfo, n); id != nil && c.names(id, s.outer) {
				if cmp, ok := ir.At[*ssa.BinOp](fn, n.OpPos); ok && isNilAt(comparedValue(cmp), call) && comesAfter(call, cmp) {
					found = n
				}
			}
		case *ast.ReturnStmt:
			for i, e := range n.Results {
				if !c.names(e, s.outer) {
					continue
				}
				if ret, ok := ir.At[*ssa.Return](fn, n.Return); ok && i < len(ret.Results) && isNilAt(ret.Results[i], call) && comesAfter(call, ret) {
					found = e
				}
			}
		}
		return true
	})
	return found
}

// assigns reports whether lit assigns to v.
func (c *checker) assigns(lit *ast.FuncLit, v *types.Var) bool {
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok {
			found = found || c.sets(assign, v)
		}
		return !found
	})
	return found
}

// halfBlindLook is blindLook for a callback that assigns to the outer variable too:
// other errors get there. A variable that is the only one a statement declares, or
// that is declared in the head of another, is taken for one that is meant to be
// the callback's own.
func (c *checker) halfBlindLook(s shadow) ast.Node {
	among := false
	ast.Inspect(s.lit.Body, func(n ast.Node) bool {
		for _, stmt := range listOf(n) {
			if assign, ok := stmt.(*ast.AssignStmt); ok && assign.Tok == token.DEFINE {
				among = among || len(assign.Lhs) > 1 && slices.ContainsFunc(assign.Lhs, func(e ast.Expr) bool {
					id, ok := e.(*ast.Ident)
					return ok && c.pass.TypesInfo.Defs[id] == s.inner
				})
			}
		}
		return !among
	})
	if !among {
		return nil
	}
	return c.looksAfter(s)
}

// neverSet reports whether nothing but the zero value is ever in the outer variable.
func (c *checker) neverSet(s shadow) bool {
	if s.outer.Pos() < s.body.Pos() && !isResult(s.typ, s.outer) {
		return false // a parameter
	}
	never := true
	ast.Inspect(s.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			never = never && !c.sets(n, s.outer)
		case *ast.RangeStmt:
			never = never && (n.Key == nil || !c.names(n.Key, s.outer)) && (n.Value == nil || !c.names(n.Value, s.outer))
		case *ast.UnaryExpr:
			never = never && (n.Op != token.AND || !c.names(n.X, s.outer))
		case *ast.ValueSpec:
			never = never && (len(n.Values) == 0 || !slices.ContainsFunc(n.Names, func(id *ast.Ident) bool { return c.names(id, s.outer) }))
		}
		return never
	})
	return never
}

// looksAfter returns where the function around the callback looks at its own error
// after the call, nil if it doesn't or assigns to it before.
func (c *checker) looksAfter(s shadow) ast.Node {
	var look ast.Node
	ast.Inspect(s.body, func(n ast.Node) bool {
		if n == nil || look != nil || n.End() <= s.call.End() {
			return false
		}
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Pos() > s.call.End() && c.sets(n, s.outer) {
				look = n
			}
		case *ast.BinaryExpr:
			if id := comparedWithNil(c.pass.TypesInfo, n); id != nil && n.Pos() > s.call.End() && c.names(id, s.outer) {
				look = n
			}
		case *ast.ReturnStmt:
			if slices.ContainsFunc(n.Results, func(e ast.Expr) bool { return c.names(e, s.outer) }) {
				look = n
			}
		}
		return true
	})
	if _, ok := look.(*ast.AssignStmt); ok {
		return nil // assigned to before anybody looks
	}
	return look
}

// sets reports whether v is among what assign declares or assigns to.
func (c *checker) sets(assign *ast.AssignStmt, v *types.Var) bool {
	return slices.ContainsFunc(assign.Lhs, func(e ast.Expr) bool { return c.names(e, v) })
}

// listOf returns the statements that n is a list of.
func listOf(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

func (c *checker) reportShadow(s shadow, what string, look ast.Node) {
	name := s.inner.Name()
	at := ir.Span{From: s.inner.Pos(), To: s.inner.Pos() + token.Pos(len(name))}
	to := exprname.Of(s.call.Fun)
	if to == "" {
		to = "the call"
	}
	c.rep.ReportOn(at, shadowed,
		fmt.Sprintf("the error of %s goes to a new %s in the callback: the %s that is looked at after %s doesn't get it", what, name, name, to),
		[]analysis.RelatedInformation{
			diagnose.Related(ir.Span{From: s.outer.Pos(), To: s.outer.Pos() + token.Pos(len(name))}, "this %s is meant", name),
			diagnose.Related(s.branch.Head, "the callback ends here without a word"),
			diagnose.Related(look, "%s is looked at here", name),
		}, c.shadowFix(s)...)
}
