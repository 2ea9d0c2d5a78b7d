package errorflow

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/ir"
)

// A Branch is a part of a function that ends the function because an error is not
// nil, and does nothing else:
//
//	if err != nil {
//		wg.Done()
//		return
//	}
//
// It may be the else branch of err == nil, or the clause of a switch without a
// tag, and err != nil may be one of several conditions each of which suffices.
type Branch struct {
	Head    ir.Span         // up to the brace or colon
	Cond    *ast.BinaryExpr // of an error and nil
	Leave   ast.Stmt        // the return statement, or a break out of the function's last loop
	Results []ast.Expr      // what the function returns then; nil where the results have names
}

// Branches returns the branches of body, a function's, in source order, without
// those of the function literals in it. A branch with a comment in it is left out:
// somebody thought about it. It looks at syntax alone.
func (r *Result) Branches(body *ast.BlockStmt) []Branch {
	var list []Branch
	add := func(head, text ir.Span, cond *ast.BinaryExpr, stmts []ast.Stmt) {
		br := Branch{Head: head, Cond: cond}
		if cond != nil && r.onlyLeaves(&br, stmts, body) && !r.commented(head, text) && !r.Deliberate(r.ir.File(head.From), head.From) {
			list = append(list, br)
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IfStmt:
			head := ir.Span{From: n.Pos(), To: n.Body.Lbrace}
			add(head, ir.Span{From: n.Body.Lbrace, To: n.Body.End()}, r.suffices(n.Cond, token.NEQ, token.LOR), n.Body.List)
			if block, ok := n.Else.(*ast.BlockStmt); ok {
				add(head, ir.Span{From: block.Lbrace, To: block.End()}, r.suffices(n.Cond, token.EQL, token.LAND), block.List)
			}
		case *ast.SwitchStmt:
			if n.Tag != nil {
				break
			}
			for i, s := range n.Body.List {
				clause := s.(*ast.CaseClause)
				text := ir.Span{From: n.Body.Lbrace, To: n.Body.Rbrace} // comments on a case stand before it as often as in it
				if i > 0 {
					text.From = n.Body.List[i-1].End()
				}
				if i+1 < len(n.Body.List) {
					text.To = n.Body.List[i+1].Pos()
				}
				for _, e := range clause.List {
					if cond := r.suffices(e, token.NEQ, token.LOR); cond != nil {
						add(ir.Span{From: clause.Pos(), To: clause.Colon}, text, cond, clause.Body)
						break
					}
				}
			}
		}
		return true
	})
	return list
}

// suffices returns the comparison by op of an error with nil that alone decides
// cond, whose parts are joined by join; nil if there is none.
func (r *Result) suffices(cond ast.Expr, op, join token.Token) *ast.BinaryExpr {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return nil
	}
	switch b.Op {
	case join:
		if x := r.suffices(b.X, op, join); x != nil {
			return x
		}
		return r.suffices(b.Y, op, join)
	case op:
		x, y := ast.Unparen(b.X), ast.Unparen(b.Y)
		if r.pass.TypesInfo.Types[x].IsNil() {
			x, y = y, x
		}
		if _, ok := x.(*ast.Ident); ok && IsError(r.pass.TypesInfo.TypeOf(x)) && r.pass.TypesInfo.Types[y].IsNil() {
			return b
		}
	}
	return nil
}

// onlyLeaves reports whether list ends the function whose body is block, and does
// nothing else; if so, it completes br.
func (r *Result) onlyLeaves(br *Branch, list []ast.Stmt, block *ast.BlockStmt) bool {
	if len(list) == 0 {
		return false
	}
	for _, s := range list[:len(list)-1] {
		x, ok := s.(*ast.ExprStmt)
		if !ok {
			return false
		}
		call, ok := x.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		if fn := typeutil.StaticCallee(r.pass.TypesInfo, call); fn == nil || !Tidies(fn) {
			return false
		}
	}
	switch last := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		br.Leave, br.Results = last, last.Results
		return true
	case *ast.BranchStmt:
		if last.Tok != token.BREAK {
			return false
		}
		br.Leave = last
		return r.breaksLastLoop(br, last, block)
	}
	return false
}

// breaksLastLoop reports whether brk leaves a loop after which there is nothing
// in block, the body of a function, but perhaps a return statement.
func (r *Result) breaksLastLoop(br *Branch, brk *ast.BranchStmt, block *ast.BlockStmt) bool {
	loop := r.target(brk)
	i := slices.IndexFunc(block.List, func(s ast.Stmt) bool {
		if labeled, ok := s.(*ast.LabeledStmt); ok {
			s = labeled.Stmt
		}
		return loop != nil && s == loop
	})
	switch {
	case i < 0:
		return false
	case i == len(block.List)-1:
		return true
	case i == len(block.List)-2:
		ret, ok := block.List[i+1].(*ast.ReturnStmt)
		if ok {
			br.Results = ret.Results
		}
		return ok
	}
	return false
}

// target returns the loop that brk leaves, nil if it leaves something else.
func (r *Result) target(brk *ast.BranchStmt) ast.Stmt {
	path := r.ir.Path(brk.Pos())
	for i := len(path) - 1; i > 0; i-- {
		switch n := path[i].(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if labeled, ok := path[i-1].(*ast.LabeledStmt); brk.Label == nil || ok && labeled.Label.Name == brk.Label.Name {
				return n.(ast.Stmt)
			}
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			if brk.Label == nil {
				return nil
			}
		case *ast.FuncLit:
			return nil
		}
	}
	return nil
}

// commented reports whether a comment stands in text, but for its first line and
// the one on which the head of the branch ends.
func (r *Result) commented(head, text ir.Span) bool {
	file := r.ir.File(text.From)
	return file != nil && slices.ContainsFunc(file.Comments, func(g *ast.CommentGroup) bool {
		line := r.line(g.Pos())
		return text.From < g.Pos() && g.End() <= text.To && line > r.line(text.From) && line != r.line(head.To)
	})
}
