package unboundedqueue

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/lazyregexp"
)

// droppable matches comments which say that something may be dropped.
var droppable = lazyregexp.Regexp{Expr: `(?i)\b(drop|discard|(non-?)?block|full\b|los(e|es|t|ing)\b|miss|best.?effort|ignor|first|already|async|skip|overflow|throw|swallow|only one|at most|once\b|latest|tr(y|ies)\b)`}

// telling matches the names of functions that tell somebody that something went
// wrong, or count it.
var telling = lazyregexp.Regexp{Expr: `(?i)(log|print|warn|err|inc|add|count|metric|observe|record|report|stat|fatal|panic|debug|info|trace|alert|emit|cancel|abort|shutdown|fail|signal|broadcast|close|stop|gauge|drop)`}

// excused reports whether what d drops is meant to be dropped, or somebody is told in
// another way: a comment speaks of it, statements beside it log or count, or a loop
// around it tries again.
func (c *checker) excused(cur inspector.Cursor, d *drop) bool {
	return c.commented(d) || c.toldBeside(cur) || c.triedAgain(cur, d)
}

// commented reports whether there is a comment in the select statement or above it,
// from the line after its first on, or one that says that something may be dropped at the function or at the channel's
// declaration.
func (c *checker) commented(d *drop) bool {
	if slices.ContainsFunc(c.commentsAt(d.sel.Pos(), d.sel.End()), func(g *ast.CommentGroup) bool { return !c.sameLine(g, d.sel) }) {
		return true
	}
	if decl, _ := c.declAt(d.sel.Pos()); decl != nil && droppable.MatchString(docOf(decl).Text()) {
		return true
	}
	v := c.varOf(d.send.Chan)
	return v != nil && slices.ContainsFunc(c.commentsAt(v.Pos(), v.Pos()), func(g *ast.CommentGroup) bool {
		return droppable.MatchString(g.Text())
	})
}

// sameLine reports whether a and b begin on the same line.
func (c *checker) sameLine(a, b ast.Node) bool {
	line := func(n ast.Node) int { return c.pass.Fset.PositionFor(n.Pos(), false).Line }
	return line(a) == line(b)
}

// commentsAt returns the comments on the lines from from to to, and the one that ends
// on the line before.
func (c *checker) commentsAt(from, to token.Pos) []*ast.CommentGroup {
	f := c.fileOf(from)
	if f == nil {
		return nil
	}
	line := func(pos token.Pos) int { return c.pass.Fset.PositionFor(pos, false).Line }
	first, last := line(from), line(to)
	i, _ := slices.BinarySearchFunc(f.Comments, first-1, func(g *ast.CommentGroup, l int) int { return cmp.Compare(line(g.End()), l) })
	j := i
	for j < len(f.Comments) && line(f.Comments[j].Pos()) <= last {
		j++
	}
	return f.Comments[i:j]
}

// toldBeside reports whether a statement beside the select statement, in the same block, logs or
// counts something.
func (c *checker) toldBeside(cur inspector.Cursor) bool {
	tell := memo(c.drops.tell, cur.Parent().Node(), func() []ast.Stmt {
		return slices.DeleteFunc(slices.Clone(enclosingStmts(cur)), func(s ast.Stmt) bool { return !tells(s) })
	})
	return slices.ContainsFunc(tell, func(s ast.Stmt) bool { return s != cur.Node() })
}

// tells reports whether s logs or counts something.
func tells(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IncDecStmt:
			found = true
		case *ast.CallExpr:
			found = found || telling.MatchString(calledName(n))
		}
		return !found
	})
	return found
}

// triedAgain reports whether a loop comes back to the select statement with the same
// value: one that is declared outside of the loop, and not assigned in it.
func (c *checker) triedAgain(cur inspector.Cursor, d *drop) bool {
	for around := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		if around.Node() == d.fn {
			return false
		}
		own := false
		ast.Inspect(d.send.Value, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			if v, ok := c.pass.TypesInfo.ObjectOf(id).(*types.Var); ok && !v.IsField() {
				own = around.Node().Pos() <= v.Pos() && v.Pos() < around.Node().End() || c.assigns(around, id)
			}
			return !own
		})
		return !own
	}
	return false
}

// assigns reports whether a statement in loop assigns to the variable with the name id.
func (c *checker) assigns(loop inspector.Cursor, id *ast.Ident) bool {
	assigned := memo(c.drops.assigned, loop.Node(), func() map[types.Object]bool {
		set := make(map[types.Object]bool)
		for at := range loop.Preorder((*ast.AssignStmt)(nil), (*ast.RangeStmt)(nil)) {
			var to []ast.Expr
			switch n := at.Node().(type) {
			case *ast.AssignStmt:
				to = n.Lhs
			case *ast.RangeStmt:
				to = []ast.Expr{n.Key, n.Value}
			}
			for _, e := range to {
				if id, ok := e.(*ast.Ident); ok {
					set[c.pass.TypesInfo.ObjectOf(id)] = true
				}
			}
		}
		return set
	})
	return assigned[c.pass.TypesInfo.ObjectOf(id)]
}
