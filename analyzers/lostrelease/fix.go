package lostrelease

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/ir"
)

// deferFix returns the fix that defers the release which the task fn makes by o as
// its first statement, and removes the calls that release it now. It returns
// none where that would change more than the paths that skip it: where anything
// happens after one of the calls, or where what they refer to may not be the
// same at the start.
func (c *checker) deferFix(fn *ssa.Function, o op) []analysis.SuggestedFix {
	var body *ast.BlockStmt
	switch n := fn.Syntax().(type) {
	case *ast.FuncLit:
		body = n.Body
	case *ast.FuncDecl:
		body = n.Body
	}
	if body == nil || len(body.List) == 0 || c.line(body.Lbrace) == c.line(body.List[0].Pos()) {
		return nil
	}
	calls, ok := c.lastCalls(fn, o)
	if !ok {
		return nil
	}
	src := edit.NewSource(c.pass, body.Pos())
	if src == nil {
		return nil
	}
	text := ""
	edits := make([]analysis.TextEdit, 1, 4)
	for _, instr := range calls {
		stmt := c.statement(body, instr)
		if stmt == nil || !c.sameAtStart(body, stmt.call) || text != "" && text != src.Text(stmt.call) || c.lineIsShared(body, stmt.node) {
			return nil
		}
		text = src.Text(stmt.call)
		edits = append(edits, src.Delete(stmt.node))
	}
	edits[0] = src.InsertBefore(body.List[0], "defer "+text)
	return []analysis.SuggestedFix{{Message: "Defer " + text + " at the start of the task", TextEdits: edits}}
}

// lastCalls returns all that releases the place of o in fn, if these are plain
// calls after which nothing happens, or deferred ones, and fn defers nothing
// else.
func (c *checker) lastCalls(fn *ssa.Function, o op) (calls []ssa.Instruction, ok bool) {
	if fn.Signature.Results().Len() > 0 {
		return nil, false // what is returned may be computed after it
	}
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			_, deferred := instr.(*ssa.Defer)
			ops := c.opsAt(instr)
			mine := len(ops) == 1 && ops[0].kind == o.kind && ops[0].place.equal(o.place)
			switch {
			case mine && part == fn && (deferred || isLast(instr)):
				calls = append(calls, instr)
			case mine, deferred, c.ends(instr, duty{o.kind, o.place}):
				return nil, false
			}
		}
	}
	return calls, len(calls) > 0
}

// isLast reports whether nothing happens after instr but that the function
// returns.
func isLast(instr ssa.Instruction) bool {
	if _, ok := instr.(*ssa.Call); !ok {
		return false
	}
	block := instr.Block()
	at := 0
	for i, other := range block.Instrs {
		if other == instr {
			at = i + 1
		}
	}
	for range 64 { // empty blocks in a row
		for _, next := range block.Instrs[at:] {
			switch next.(type) {
			case *ssa.Return:
				return true
			case *ssa.Jump, *ssa.RunDefers, *ssa.DebugRef:
			default:
				return false
			}
		}
		if len(block.Succs) != 1 {
			return false
		}
		block, at = block.Succs[0], 0
	}
	return false
}

// A callStmt is a call that is a statement, or is deferred.
type callStmt struct {
	node ast.Node
	call *ast.CallExpr
}

// statement returns the statement that instr is the call of, nil if it is none
// in a block of body.
func (c *checker) statement(body *ast.BlockStmt, instr ssa.Instruction) *callStmt {
	call := c.callOf(instr)
	if call == nil {
		return nil
	}
	path := c.ir.Path(call.Pos())
	for i := len(path) - 1; i > 0; i-- {
		switch n := path[i].(type) {
		case *ast.ExprStmt:
			if block, ok := path[i-1].(*ast.BlockStmt); ok && n.X == call && (len(block.List) > 1 || block == body) {
				return &callStmt{n, call}
			}
			return nil
		case *ast.DeferStmt:
			if n.Call == call {
				return &callStmt{n, call}
			}
			return nil
		case *ast.CallExpr, *ast.SelectorExpr, *ast.Ident, *ast.ParenExpr:
		default:
			return nil
		}
	}
	return nil
}

// sameAtStart reports whether all that call refers to is declared outside of
// body, and assigned nowhere in it.
func (c *checker) sameAtStart(body *ast.BlockStmt, call *ast.CallExpr) bool {
	same := true
	ast.Inspect(call, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			v, ok := c.pass.TypesInfo.Uses[n].(*types.Var)
			if ok && !v.IsField() && (body.Pos() <= v.Pos() && v.Pos() < body.End() || c.assigned(body, v)) {
				same = false
			}
		case *ast.CallExpr:
			same = same && n == call
		case *ast.IndexExpr, *ast.TypeAssertExpr, *ast.StarExpr:
			same = false
		case *ast.SelectorExpr:
			if s := c.pass.TypesInfo.Selections[n]; s != nil && s.Kind() == types.FieldVal && c.assigned(body, s.Obj()) {
				same = false
			}
		}
		return same
	})
	return same
}

// assigned reports whether body has an assignment to the variable or field.
func (c *checker) assigned(body *ast.BlockStmt, v types.Object) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok {
			return !found
		}
		for _, lhs := range assign.Lhs {
			switch x := ast.Unparen(lhs).(type) {
			case *ast.Ident:
				found = found || c.pass.TypesInfo.Uses[x] == v
			case *ast.SelectorExpr:
				found = found || c.pass.TypesInfo.Uses[x.Sel] == v
			}
		}
		return !found
	})
	return found
}

// lineIsShared reports whether another statement or a comment is on the line of
// stmt.
func (c *checker) lineIsShared(body *ast.BlockStmt, stmt ast.Node) bool {
	line, shared := c.line(stmt.Pos()), false
	if line != c.line(stmt.End()) {
		return true
	}
	for _, group := range c.ir.File(stmt.Pos()).Comments {
		for _, comment := range group.List {
			shared = shared || c.line(comment.Pos()) == line
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if other, ok := n.(ast.Stmt); ok && other != stmt && (c.line(other.Pos()) == line || c.line(other.End()) == line) {
			shared = true
		}
		return !shared
	})
	return shared
}
