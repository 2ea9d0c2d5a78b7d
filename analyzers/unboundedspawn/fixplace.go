package unboundedspawn

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/ir"
)

// fresh returns a name that is free in the function, and that no other fix there
// declares: all of them may be applied.
func (s *site) fresh(base string, pos token.Pos) string {
	names := edit.NewNames(s.c.pass.TypesInfo, s.flow.Task.File, pos, s.flow.Task.In)
	outer := s.outermost()
	for _, taken := range s.c.names[outer] {
		names.Take(taken)
	}
	name := names.Fresh(base)
	if s.c.names == nil {
		s.c.names = make(map[*ssa.Function][]string)
	}
	s.c.names[outer] = append(s.c.names[outer], name)
	return name
}

// outermost is the declared function in which the task is started.
func (s *site) outermost() *ssa.Function { return ir.Outermost(s.flow.In) }

// commented returns the statement, from the comment on that ends on the line
// before it.
func (s *site) commented(stmt ast.Stmt) ast.Node {
	for _, group := range s.flow.Task.File.Comments {
		if group.End() > stmt.Pos() {
			break
		}
		if s.line(group.End()) != s.line(stmt.Pos())-1 {
			continue
		}
		block, ok := s.path(group)[0].(*ast.BlockStmt)
		if ok && s.line(block.Lbrace) < s.line(group.Pos()) && !s.trails(block, group) {
			return ir.Span{From: group.Pos(), To: stmt.End()}
		}
	}
	return stmt
}

// trails reports whether the comment begins behind a statement of the block.
func (s *site) trails(block *ast.BlockStmt, group *ast.CommentGroup) bool {
	for _, stmt := range block.List {
		if stmt.End() <= group.Pos() && s.line(stmt.End()) == s.line(group.Pos()) {
			return true
		}
	}
	return false
}

func (s *site) line(p token.Pos) int { return s.c.pass.Fset.Position(p).Line }

// shared reports whether the function starts other tasks in the group too: those
// may last, and would keep their places.
func (s *site) shared() bool {
	group := s.c.ir.Place(s.c.ir.Callee(s.flow.Start.Common()).Recv).Root
	for fn := range ir.All(s.outermost()) {
		for call := range ir.Calls(fn) {
			c := s.c.ir.Callee(call.Common())
			if call != s.flow.Start && c.Func != nil && strings.HasSuffix(c.Func.Name(), "Go") && c.Recv != nil && s.c.ir.Place(c.Recv).Root == group {
				return true
			}
		}
	}
	return false
}
