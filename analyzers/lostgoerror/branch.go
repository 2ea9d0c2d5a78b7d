package lostgoerror

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/tasks"
)

// A branch is a part of a task that ends the task because an error is not nil,
// and does nothing else:
//
//	if err != nil {
//		wg.Done()
//		return
//	}
//
// It may be the else branch of err == nil, or the clause of a switch without a
// tag, and err != nil may be one of several conditions each of which suffices.
type branch struct {
	head    span            // up to the brace or colon
	cond    *ast.BinaryExpr // of an error and nil
	leave   ast.Stmt        // the return statement, or a break out of the task's last loop
	results []ast.Expr      // what the task returns then
}

// silentBranches returns the branches of body, in source order. A branch with a
// comment in it is left out: somebody thought about it.
func (c *checker) silentBranches(body tasks.Body) []branch {
	var list []branch
	add := func(head, text span, cond *ast.BinaryExpr, stmts []ast.Stmt) {
		br := branch{head: head, cond: cond}
		if cond != nil && c.onlyLeaves(&br, stmts, body.Block) && !c.commented(head, text) && !c.deliberate(c.ir.File(head.from), head.from) {
			list = append(list, br)
		}
	}
	ast.Inspect(body.Block, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IfStmt:
			head := span{n.Pos(), n.Body.Lbrace}
			add(head, span{n.Body.Lbrace, n.Body.End()}, c.suffices(n.Cond, token.NEQ, token.LOR), n.Body.List)
			if block, ok := n.Else.(*ast.BlockStmt); ok {
				add(head, span{block.Lbrace, block.End()}, c.suffices(n.Cond, token.EQL, token.LAND), block.List)
			}
		case *ast.SwitchStmt:
			if n.Tag != nil {
				break
			}
			for i, s := range n.Body.List {
				clause := s.(*ast.CaseClause)
				text := span{n.Body.Lbrace, n.Body.Rbrace} // comments on a case stand before it as often as in it
				if i > 0 {
					text.from = n.Body.List[i-1].End()
				}
				if i+1 < len(n.Body.List) {
					text.to = n.Body.List[i+1].Pos()
				}
				for _, e := range clause.List {
					if cond := c.suffices(e, token.NEQ, token.LOR); cond != nil {
						add(span{clause.Pos(), clause.Colon}, text, cond, clause.Body)
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
func (c *checker) suffices(cond ast.Expr, op, join token.Token) *ast.BinaryExpr {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return nil
	}
	switch b.Op {
	case join:
		if x := c.suffices(b.X, op, join); x != nil {
			return x
		}
		return c.suffices(b.Y, op, join)
	case op:
		x, y := ast.Unparen(b.X), ast.Unparen(b.Y)
		if c.pass.TypesInfo.Types[x].IsNil() {
			x, y = y, x
		}
		if _, ok := x.(*ast.Ident); ok && isError(c.pass.TypesInfo.TypeOf(x)) && c.pass.TypesInfo.Types[y].IsNil() {
			return b
		}
	}
	return nil
}

// onlyLeaves reports whether list ends the task whose body is block, and does
// nothing else; if so, it completes br.
func (c *checker) onlyLeaves(br *branch, list []ast.Stmt, block *ast.BlockStmt) bool {
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
		if fn := typeutil.StaticCallee(c.pass.TypesInfo, call); fn == nil || !tidies(fn) {
			return false
		}
	}
	switch last := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		br.leave, br.results = last, last.Results
		return true
	case *ast.BranchStmt:
		if last.Tok != token.BREAK {
			return false
		}
		br.leave = last
		return c.breaksLastLoop(br, last, block)
	}
	return false
}

// breaksLastLoop reports whether brk leaves a loop after which there is nothing
// in block, the body of a task, but perhaps a return statement.
func (c *checker) breaksLastLoop(br *branch, brk *ast.BranchStmt, block *ast.BlockStmt) bool {
	loop := c.target(brk)
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
			br.results = ret.Results
		}
		return ok
	}
	return false
}

// target returns the loop that brk leaves, nil if it leaves something else.
func (c *checker) target(brk *ast.BranchStmt) ast.Stmt {
	path := c.ir.Path(brk.Pos())
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
func (c *checker) commented(head, text span) bool {
	file := c.ir.File(text.from)
	return file != nil && slices.ContainsFunc(file.Comments, func(g *ast.CommentGroup) bool {
		line := c.line(g.Pos())
		return text.from < g.Pos() && g.End() <= text.to && line > c.line(text.from) && line != c.line(head.to)
	})
}
