package outlivedscope

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/ir"
)

// cloneFix returns the fix that copies the bytes where they are sent or passed.
func (c *checker) cloneFix(l *loan, s *sink) []analysis.SuggestedFix {
	file := c.ir.File(s.pos)
	if file == nil || !edit.GoVersion(c.pass, file, "go1.20") {
		return nil
	}
	e := c.bytesAt(l, s)
	if e == nil {
		return nil
	}
	src := edit.NewSource(c.pass, e.Pos())
	if src == nil {
		return nil
	}
	text := src.Text(e)
	if strings.Contains(text, "\n") {
		return nil
	}
	qualifier, edits := edit.Import(c.pass.Pkg, c.pass.TypesInfo, file, e.Pos(), "bytes", "bytes", "Clone")
	edits = append(edits, src.Replace(e, qualifier+"Clone("+text+")"))
	return []analysis.SuggestedFix{{Message: "Copy the bytes", TextEdits: edits}}
}

// bytesAt returns the expression for the bytes that get to another goroutine,
// nil if that is not plain.
func (c *checker) bytesAt(l *loan, s *sink) ast.Expr {
	if s.flow == nil {
		path := c.ir.Path(s.pos)
		for i := len(path) - 1; i >= 0; i-- {
			if send, ok := path[i].(*ast.SendStmt); ok {
				return c.theBytes(send.Value)
			}
		}
		return nil
	}
	site, ok := s.flow.Task.Site.(*ast.GoStmt)
	if !ok {
		return nil
	}
	var found []ast.Expr
	for _, arg := range site.Call.Args {
		if c.isBytes(arg) {
			found = append(found, arg)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	if len(found) > 0 {
		return nil
	}
	// A variable that is captured: it gets a copy in the first place.
	lend, ok := l.instr.(*ssa.Call)
	if !ok || l.value != ssa.Value(lend) {
		return nil
	}
	call, ok := c.callAt(lend.Pos())
	if !ok || !c.isBytes(call) {
		return nil
	}
	if assign, ok := ir.Innermost[*ast.AssignStmt](c.ir, call.Pos()); !ok || len(assign.Rhs) != 1 || assign.Rhs[0] != ast.Expr(call) {
		return nil
	}
	return call
}

// theBytes returns e if it is a slice of bytes, or else the one element that is
// if e is a composite literal or its address.
func (c *checker) theBytes(e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	if c.isBytes(e) {
		return e
	}
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = ast.Unparen(u.X)
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	var found ast.Expr
	for _, elem := range lit.Elts {
		if kv, ok := elem.(*ast.KeyValueExpr); ok {
			elem = kv.Value
		}
		if c.isBytes(elem) {
			if found != nil {
				return nil
			}
			found = elem
		}
	}
	return found
}

// isBytes reports whether e is a slice of bytes that bytes.Clone may stand for.
func (c *checker) isBytes(e ast.Expr) bool {
	t := c.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	slice, ok := types.Unalias(t).Underlying().(*types.Slice)
	if !ok || !types.Identical(slice.Elem(), types.Typ[types.Byte]) {
		return false
	}
	if _, named := types.Unalias(t).(*types.Named); named {
		// The copy is a []byte: right where one is asked for.
		send, ok := ir.Innermost[*ast.SendStmt](c.ir, e.Pos())
		if !ok || ast.Unparen(send.Value) != ast.Unparen(e) {
			return false
		}
		ch, ok := c.pass.TypesInfo.TypeOf(send.Chan).Underlying().(*types.Chan)
		return ok && types.AssignableTo(types.NewSlice(types.Typ[types.Byte]), ch.Elem())
	}
	return true
}
