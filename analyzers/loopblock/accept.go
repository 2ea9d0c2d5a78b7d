package loopblock

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// accepts reports the loops that accept connections and read from them
// themselves.
func (c *checker) accepts() {
	model := apimodel.Of(c.pass)
	for _, file := range c.pass.Files {
		if !c.tests && testfile.IsTest(c.pass, file) {
			continue // serves one client, or wants to see one stop the others
		}
		ast.PreorderStack(file, nil, func(n ast.Node, stack []ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !strings.HasPrefix(calledName(call), accepting) {
				return true
			}
			if fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func); ok && model.LoopCalls(fn) != nil {
				if in := aroundLoop(stack); in != nil {
					c.accept(in, call)
				}
			}
			return true
		})
	}
}

// accepting is what the names of functions that return the next connection begin
// with.
const accepting = "Accept"

// calledName returns the name of the method that call calls, "" if it is none.
func calledName(call *ast.CallExpr) string {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return sel.Sel.Name
	}
	return ""
}

// aroundLoop returns the innermost function on the stack, if there is a loop
// inside of it; nil otherwise.
func aroundLoop(stack []ast.Node) ast.Node {
	loop := false
	for _, n := range slices.Backward(stack) {
		switch n.(type) {
		case *ast.ForStmt:
			loop = true
		case *ast.FuncDecl, *ast.FuncLit:
			if loop {
				return n
			}
			return nil
		}
	}
	return nil
}

// accept reports the loop around an Accept call, if it waits for what the client
// sends.
func (c *checker) accept(in ast.Node, accept *ast.CallExpr) {
	p := ir.Of(c.pass)
	fn := p.FuncOf(in)
	if fn == nil {
		return
	}
	call, ok := ir.At[*ssa.Call](fn, accept.Lparen)
	if !ok {
		return
	}
	header := p.Header(call.Block())
	if header == nil {
		return
	}
	blocks := p.Body(header)
	s := &served{ir: p, fields: make(map[*types.Var]bool), seen: make(map[ssa.Value]bool)}
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 {
			s.follow(&step{fn: fn, only: blocks}, e)
		}
	}
	if s.read == nil || s.watched || leavesAfter(blocks, s.read.root().Block()) {
		return
	}
	root, ok := ir.Innermost[*ast.CallExpr](p, s.read.root().Pos())
	if !ok {
		return
	}
	d := analysis.Diagnostic{
		Pos: root.Pos(), End: root.End(), Category: serialAccept,
		Message: fmt.Sprintf("%s waits for what one client sends before it accepts the next: calls %s without a read deadline",
			declName(p, accept.Pos(), "the loop"), strings.Join(s.read.names(c.pass.Pkg), " → ")),
		Related:        []analysis.RelatedInformation{diagnose.Related(accept, "the connection comes from here")},
		SuggestedFixes: c.serveFix(s, accept, root),
	}
	for _, st := range s.read.steps()[1:] {
		if at, ok := ir.Innermost[*ast.CallExpr](p, st.Pos()); ok {
			d.Related = append(d.Related, diagnose.Related(at, "which leads to %s", exprname.Of(at.Fun)))
		}
	}
	c.rep.Report(d)
}

// leavesAfter reports whether the loop can end because of what b, a block of it,
// does: it serves one client, or until one says that it is over.
func leavesAfter(blocks map[*ssa.BasicBlock]bool, b *ssa.BasicBlock) bool {
	for other := range blocks {
		if b.Dominates(other) && slices.ContainsFunc(other.Succs, func(to *ssa.BasicBlock) bool { return !blocks[to] }) {
			return true
		}
	}
	return false
}
