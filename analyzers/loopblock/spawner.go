package loopblock

import (
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// spawners reports the go and defer statements on loops that wait before what
// they start runs: for the value of an argument, of the receiver, or of the
// function. It fills in spawned.
func (c *checker) spawners() {
	c.spawned = make(map[ast.Node]bool)
	for _, cb := range c.loops.Callbacks() {
		if cb.Body == nil {
			continue
		}
		_, body := ir.FuncSyntax(cb.Body)
		c.spawnsIn(cb.Body, body, loopName(cb.Loop.Name), func(w *mayblock.Witness) bool { return reportable(cb, w) && !c.forbidden.At(w.Node) })
	}
	for _, a := range c.loops.Actors() {
		for _, cs := range a.Sources() {
			if len(cs.Body) > 0 {
				block := ir.Span{From: cs.Body[0].Pos(), To: cs.Body[len(cs.Body)-1].End()}
				c.spawnsIn(cs.In, block, "the loop"+c.of(a), c.stalls)
			}
		}
	}
}

// spawnsIn reports the statements in part, of the function fn, whose waits are
// long.
func (c *checker) spawnsIn(fn ast.Node, part analysis.Range, loop string, long func(*mayblock.Witness) bool) {
	stmts := spawnStmts(fn)
	if len(stmts) == 0 {
		return
	}
	for _, w := range c.blocks.Waits(fn) {
		pos := w.Node.Pos()
		if pos < part.Pos() || part.End() <= pos || c.spawned[w.Node] || c.inTest(w.Node) || !long(w) {
			continue
		}
		for _, stmt := range stmts {
			if call := spawnedCall(stmt); call.Pos() <= pos && pos < call.End() && call != w.Node && !inLiteral(call, pos) {
				c.spawned[w.Node] = true
				c.reportSpawn(stmt, call, loop, w)
				break
			}
		}
	}
}

// spawnStmts returns the go and defer statements of fn, literals left out.
func spawnStmts(fn ast.Node) []ast.Stmt {
	var stmts []ast.Stmt
	_, body := ir.FuncSyntax(fn)
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.GoStmt, *ast.DeferStmt:
			stmts = append(stmts, n.(ast.Stmt))
		}
		return true
	})
	return stmts
}

func spawnedCall(stmt ast.Stmt) *ast.CallExpr {
	if stmt, ok := stmt.(*ast.DeferStmt); ok {
		return stmt.Call
	}
	return stmt.(*ast.GoStmt).Call
}

// inLiteral reports whether pos lies in a function literal in n.
func inLiteral(n ast.Node, pos token.Pos) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		found = found || ok && lit.Body.Pos() <= pos && pos < lit.Body.End()
		return !found
	})
	return found
}

func (c *checker) reportSpawn(stmt ast.Stmt, call *ast.CallExpr, loop string, w *mayblock.Witness) {
	d := analysis.Diagnostic{Pos: w.Node.Pos(), End: w.Node.End(), Category: spawnerBlocks}
	name := exprname.Of(call.Fun)
	if _, isGo := stmt.(*ast.GoStmt); isGo {
		if name == "" {
			name = "the goroutine"
		}
		d.Message = fmt.Sprintf("%s is started only after a wait on %s: the go statement %s", name, loop, what(w))
		d.SuggestedFixes = c.spawnFix(call, w)
	} else {
		if name == "" {
			name = "the deferred literal"
		}
		d.Message = fmt.Sprintf("%s is deferred, what it is called with is not: the defer statement %s on %s", name, what(w), loop)
	}
	d.Related = append(d.Related, diagnose.Related(ir.Span{From: stmt.Pos(), To: call.Pos()}, "the statement that waits"))
	for _, s := range w.Steps[1:] {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: s.Pos, Message: "which leads to " + s.Name})
	}
	c.rep.Report(d)
}
