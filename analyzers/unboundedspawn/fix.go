package unboundedspawn

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// procs is how many tasks a fix lets run: as many as make sense for work that
// computes, and a number to begin with for what waits.
func (s *site) procs(at ast.Node) (text string, edits []analysis.TextEdit) {
	qualifier, edits := edit.Import(s.c.pass.Pkg, s.c.pass.TypesInfo, s.flow.Task.File, at.Pos(), "runtime", "runtime", "GOMAXPROCS")
	return qualifier + "GOMAXPROCS(0)", edits
}

// limitFix limits the tasks: SetLimit for an errgroup that the function makes, a
// semaphore around a go statement.
func (s *site) limitFix() []analysis.SuggestedFix {
	if !s.independent(nil) {
		return nil
	}
	if s.flow.Task.Kind == tasks.GoStmt {
		return s.semaphoreFix()
	}
	return s.setLimitFix()
}

// independent reports whether the loop may wait until a task has ended, but not
// before all have begun: no task waits for another one, or for what the loop's
// function does later, as far as is seen; and nobody else is kept waiting by the
// loop. The operations on the semaphore itself don't count.
func (s *site) independent(semaphore *channels.Channel) bool {
	if s.src.Loop == nil || len(s.src.Via) > 0 {
		return false // whom else a handler or a function keeps waiting is not known here
	}
	if len(s.flow.Bodies) == 0 || s.recursive() || s.inSelect() {
		return false
	}
	list, perhaps := s.c.chans.Touched(s.flow.Start)
	for _, c := range append(list, perhaps...) {
		if c != semaphore && s.c.chans.Does(s.flow.Start, c, channels.Send, channels.Recv, channels.Close) != channels.No {
			return false
		}
	}
	for part := range ir.Parts(s.flow.In) {
		for call := range ir.Calls(part) {
			if s.calls(call, "sync", "Lock", "RLock") {
				return false
			}
		}
	}
	for _, body := range s.flow.Bodies {
		for fn := range ir.All(body) {
			if !s.plain(fn, semaphore) {
				return false
			}
		}
	}
	return true
}

// plain reports whether fn neither waits for others nor calls what isn't known.
func (s *site) plain(fn *ssa.Function, semaphore *channels.Channel) bool {
	foreign := func(v ssa.Value) bool { return s.c.chans.Of(v) != semaphore || semaphore == nil }
	for instr := range ir.Instrs(fn) {
		switch x := instr.(type) {
		case *ssa.Send:
			if foreign(x.Chan) {
				return false
			}
		case *ssa.Select:
			return false
		case *ssa.UnOp:
			if x.Op == token.ARROW && foreign(x.X) {
				return false
			}
		case ssa.CallInstruction:
			if s.calls(x, "sync", "Wait") {
				return false
			}
			c := s.c.ir.Callee(x.Common())
			if c.Func == nil && c.Body == nil && c.Builtin == "" || s.isForeign(c, x.Common()) {
				return false
			}
		}
	}
	return true
}

// calls reports whether call is one of a function of the package with one of the
// names.
func (s *site) calls(call ssa.CallInstruction, pkg string, names ...string) bool {
	fn := s.c.ir.Callee(call.Common()).Func
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != pkg {
		return false
	}
	for _, name := range names {
		if fn.Name() == name {
			return true
		}
	}
	return false
}

// inSelect reports whether the task is started in a select statement of the loop,
// or by a loop with one: whatever else it is for would wait too.
func (s *site) inSelect() bool {
	found := false
	ast.Inspect(s.src.Loop, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SelectStmt:
			found = true
		}
		return !found
	})
	return found
}

// statement returns the statement that starts the task, nil if it is not one of
// a block.
func (s *site) statement() ast.Stmt {
	path := s.path(s.flow.Task.Site)
	for i, n := range path {
		switch n := n.(type) {
		case *ast.GoStmt, *ast.ExprStmt:
			if i+1 < len(path) {
				if _, ok := path[i+1].(*ast.BlockStmt); ok {
					return n.(ast.Stmt)
				}
			}
			return nil
		}
	}
	return nil
}

// path returns the nodes around n, the innermost first.
func (s *site) path(n ast.Node) []ast.Node {
	path, _ := astutil.PathEnclosingInterval(s.flow.Task.File, n.Pos(), n.End())
	return path
}

// blockStmt returns the statement of a block that n is in, nil if it is none.
func (s *site) blockStmt(n ast.Node) ast.Stmt {
	path := s.path(n)
	for i := range len(path) - 1 {
		if stmt, ok := path[i].(ast.Stmt); ok {
			if _, ok := path[i+1].(*ast.BlockStmt); ok {
				return stmt
			}
			return nil
		}
	}
	return nil
}

// semaphoreFix puts a semaphore around a go statement with a literal.
func (s *site) semaphoreFix() []analysis.SuggestedFix {
	stmt := s.statement()
	lit, ok := ast.Unparen(s.flow.Task.Fun).(*ast.FuncLit)
	loop := s.blockStmt(s.src.Loop)
	if stmt == nil || !ok || loop != s.src.Loop || len(lit.Body.List) == 0 || len(s.flow.Times.Outer) > 0 {
		return nil
	}
	src := edit.NewSource(s.c.pass, stmt.Pos())
	if src == nil {
		return nil
	}
	line := func(p token.Pos) int { return s.c.pass.Fset.Position(p).Line }
	if line(lit.Body.Lbrace) == line(lit.Body.List[0].Pos()) {
		return nil // all on one line
	}
	procs, edits := s.procs(loop)
	sem := s.fresh("sem", loop.Pos())
	edits = append(edits,
		src.InsertBefore(s.commented(loop), fmt.Sprintf("%s := make(chan struct{}, %s)", sem, procs)),
		src.InsertBefore(s.commented(stmt), sem+" <- struct{}{}"),
		src.InsertBefore(s.commented(lit.Body.List[0]), fmt.Sprintf("defer func() { <-%s }()", sem)))
	return []analysis.SuggestedFix{{Message: "Let only so many run at a time", TextEdits: edits}}
}

// setLimitFix limits an errgroup where the function makes it.
func (s *site) setLimitFix() []analysis.SuggestedFix {
	sel, ok := s.flow.Task.Call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	id, ok := ast.Unparen(sel.X).(*ast.Ident)
	if !ok {
		return nil
	}
	row := s.flow.Task.Spawner
	v, ok := s.c.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || row == nil || row.Pkg != "golang.org/x/sync/errgroup" || v.Pos() < s.flow.Task.In.Pos() || v.Pos() > s.src.Loop.Pos() {
		return nil
	}
	if s.shared() {
		return nil
	}
	made := s.blockStmt(ir.Point(v.Pos()))
	switch made := made.(type) {
	case *ast.AssignStmt:
	case *ast.DeclStmt:
		gen, ok := made.Decl.(*ast.GenDecl)
		if !ok || gen.Lparen.IsValid() {
			return nil
		}
		if _, isPtr := v.Type().(*types.Pointer); isPtr {
			return nil // it may be nil there
		}
	default:
		return nil
	}
	src := edit.NewSource(s.c.pass, made.Pos())
	if src == nil {
		return nil
	}
	procs, edits := s.procs(made)
	edits = append(edits, src.InsertAfter(made, fmt.Sprintf("%s.SetLimit(%s)", id.Name, procs)))
	return []analysis.SuggestedFix{{Message: "Let only so many run at a time", TextEdits: edits}}
}

// moveFix moves what takes the semaphore from the start of the task before it,
// where nothing between depends on it.
func (s *site) moveFix(b bounds.Bound, at ast.Node) []analysis.SuggestedFix {
	stmt := s.statement()
	lit, ok := ast.Unparen(s.flow.Task.Fun).(*ast.FuncLit)
	if stmt == nil || !ok || b.Kind != bounds.Semaphore {
		return nil
	}
	var operand ssa.Value
	switch x := b.Instr.(type) {
	case *ssa.Send:
		operand = x.Chan
	case *ssa.UnOp:
		operand = x.X
	}
	sem := s.c.chans.Of(operand)
	if sem == nil || !s.independent(sem) {
		return nil
	}
	for _, first := range lit.Body.List {
		if _, ok := first.(*ast.DeferStmt); ok {
			continue
		}
		var ch ast.Expr
		switch x := first.(type) {
		case *ast.SendStmt:
			ch = x.Chan
			if first != at || s.local(x.Value, lit) {
				return nil
			}
		case *ast.ExprStmt:
			recv, ok := ast.Unparen(x.X).(*ast.UnaryExpr)
			if !ok || recv != at {
				return nil
			}
			ch = recv.X
		default:
			return nil
		}
		src := edit.NewSource(s.c.pass, stmt.Pos())
		if src == nil || s.local(ch, lit) || edit.HasComments(s.flow.Task.File, first) {
			return nil
		}
		return []analysis.SuggestedFix{{
			Message:   "Take it before the task is started",
			TextEdits: []analysis.TextEdit{src.InsertBefore(s.commented(stmt), src.Text(first)), src.Delete(first)},
		}}
	}
	return nil
}

// local reports whether e uses what lit declares, or does more than name things.
func (s *site) local(e ast.Expr, lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr, *ast.FuncLit, *ast.IndexExpr, *ast.UnaryExpr:
			found = true
		case *ast.Ident:
			if obj := s.c.pass.TypesInfo.Uses[n]; obj != nil && lit.Pos() <= obj.Pos() && obj.Pos() < lit.End() {
				found = true
			}
		}
		return !found
	})
	return found
}
