package loopblock

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// A holder looks for code on loops that waits for nobody and still takes long.
type holder struct {
	*checker
	model *apimodel.Model
	ir    *ir.Package
	done  map[ast.Node]bool  // what is reported
	said  map[[2]string]bool // which loop is held by which function: one finding is enough
}

// holds reports, if asked to, what keeps loops busy: files, functions that compute
// for long, and loops that do nothing but look whether something has happened.
func (c *checker) holds() {
	if !diagnose.Flag(c.pass, holdsLoopFlag) {
		return
	}
	h := &holder{checker: c, model: apimodel.Of(c.pass), ir: ir.Of(c.pass), done: make(map[ast.Node]bool), said: make(map[[2]string]bool)}
	for _, cb := range c.loops.Callbacks() {
		if f := c.loops.Frame(&cb); f != nil {
			_, body := ir.FuncSyntax(cb.Body)
			h.frames(f, nil, body.List, loopName(cb.Loop.Name))
		}
	}
	for _, a := range c.loops.Actors() {
		if len(a.Sources()) < 2 {
			continue // nobody else waits
		}
		v := c.loops.View(a)
		if v == nil {
			continue
		}
		for _, cs := range v.Cases {
			if f := cs.Frame(); f != nil && (cs.Case.Kind == loops.Source || cs.Case.Kind == loops.Timer) {
				h.frames(f, v.Blocks, cs.Case.Body, "the loop"+c.of(a))
			}
		}
	}
}

// frames reports what holds the loop in the functions that run on it, from root,
// of which only part does, on. Of blocks that are none of the loop's the loop is
// over.
func (h *holder) frames(root *loops.Frame, blocks map[*ssa.BasicBlock]bool, part []ast.Stmt, loop string) {
	for f := range h.loops.Frames(root) {
		for instr := range f.Instrs() {
			call, ok := instr.(*ssa.Call)
			if !ok || leavesFirst(root, blocks, outermost(f, call)) {
				continue
			}
			callee := h.ir.Callee(&call.Call)
			if callee.Func == nil || callee.Body != nil {
				continue
			}
			if does := h.takesLong(callee.Func); does != "" {
				h.report(f, call, loop, does)
			}
		}
		if f.Up != nil {
			part = nil
			if _, body := ir.FuncSyntax(f.Fn.Syntax()); body != nil {
				part = body.List
			}
		}
		for _, busy := range h.busy(part) {
			h.reportBusy(f, busy, loop)
		}
	}
}

// leavesFirst reports whether call, in root, comes when the loop with the blocks is
// left.
func leavesFirst(root *loops.Frame, blocks map[*ssa.BasicBlock]bool, call ssa.CallInstruction) bool {
	return blocks != nil && call.Parent() == root.Fn && !blocks[call.Block()]
}

// takesLong says how a function holds the loop; "" if it doesn't.
func (h *holder) takesLong(fn *types.Func) string {
	row := h.model.Blocking(fn)
	switch {
	case row == nil:
		return ""
	case row.Kind == apimodel.Disk && row.Recv == "" && (row.Pkg == "os" || row.Pkg == "io/ioutil" || row.Pkg == "path/filepath"), row.Kind == apimodel.Disk && row.Name == "Sync":
		return "waits for the disk"
	case row.Strength == apimodel.CPU:
		return "computes for long"
	}
	return ""
}

func (h *holder) report(f *loops.Frame, call *ssa.Call, loop, does string) {
	at := outermost(f, call)
	node, ok := ir.Innermost[*ast.CallExpr](h.ir, at.Pos())
	said := [2]string{loop, h.calleeName(call)}
	if !ok || h.done[node] || h.said[said] || h.inTest(node) {
		return
	}
	h.done[node], h.said[said] = true, true
	var names []string
	for _, step := range append(f.Chain(), call) {
		names = append(names, h.calleeName(step))
	}
	h.rep.Report(analysis.Diagnostic{
		Pos: node.Pos(), End: node.End(), Category: holdsLoop,
		Message: fmt.Sprintf("%s is held by %s, which %s", loop, strings.Join(names, " → "), does),
		Related: h.steps(f, call),
	})
}

// reportBusy reports a loop that only looks.
func (h *holder) reportBusy(f *loops.Frame, busy *ast.ForStmt, loop string) {
	if h.done[busy] || h.inTest(busy) {
		return
	}
	h.done[busy] = true
	h.rep.Report(analysis.Diagnostic{
		Pos: busy.Pos(), End: busy.Body.Lbrace, Category: holdsLoop,
		Message: fmt.Sprintf("%s is held by a busy wait: nothing bounds how often %s is asked for", loop, types.ExprString(busy.Cond)),
		Related: h.steps(f, nil),
	})
}

// busy returns the for statements in part, of one function, that wait in no other
// way than by looking again: their bodies do nothing, and their conditions call
// something.
func (h *holder) busy(part []ast.Stmt) []*ast.ForStmt {
	var list []*ast.ForStmt
	for _, stmt := range part {
		ast.Inspect(stmt, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit, *ast.GoStmt:
				return false
			case *ast.ForStmt:
				if n.Cond != nil && n.Post == nil && ir.HasCall(n.Cond) && h.idle(n.Body) {
					list = append(list, n)
				}
			}
			return true
		})
	}
	return list
}

// idle reports whether the statements do nothing but let others run.
func (h *holder) idle(body *ast.BlockStmt) bool {
	return !slices.ContainsFunc(body.List, func(stmt ast.Stmt) bool {
		expr, ok := stmt.(*ast.ExprStmt)
		if !ok {
			return true
		}
		call, ok := expr.X.(*ast.CallExpr)
		return !ok || calleeOf(h.pass.TypesInfo, call) != apimodel.Symbol{Pkg: "runtime", Name: "Gosched"}
	})
}

// steps returns the calls that lead from the loop to call, the first one left out,
// which is what is reported.
func (h *holder) steps(f *loops.Frame, call ssa.CallInstruction) []analysis.RelatedInformation {
	chain := f.Chain()
	if call != nil {
		chain = append(chain, call)
	}
	var list []analysis.RelatedInformation
	for i, step := range chain {
		if at, ok := ir.Innermost[*ast.CallExpr](h.ir, step.Pos()); ok && (i > 0 || call == nil) {
			list = append(list, diagnose.Related(at, "which leads to %s", h.calleeName(step)))
		}
	}
	return list
}

// outermost returns the call on the loop itself that leads to call, in f.
func outermost(f *loops.Frame, call ssa.CallInstruction) ssa.CallInstruction {
	if chain := f.Chain(); len(chain) > 0 {
		return chain[0]
	}
	return call
}

// calleeName returns what a chain calls the callee of call.
func (h *holder) calleeName(call ssa.CallInstruction) string {
	return funcShort(h.ir.Callee(call.Common()).Func, h.pass.Pkg)
}

// funcShort returns how a chain calls fn: by its name, without the package if
// that is own. A literal has none.
func funcShort(fn *types.Func, own *types.Package) string {
	if fn == nil {
		return "a literal"
	}
	s := apimodel.FuncSymbol(fn)
	if fn.Pkg() == own {
		return strings.TrimPrefix(s.Recv+"."+s.Name, ".")
	}
	return s.Short()
}
