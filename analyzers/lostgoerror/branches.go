package lostgoerror

import (
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// earlyReturn reports br, a branch of a task without an error result.
func (c *checker) earlyReturn(t *tasks.Task, body tasks.Body, br branch) {
	if len(br.results) > 0 || body.Func != nil && apimodel.IsCleanupName(body.Func.Name()) || c.endIsSignal(body) {
		return
	}
	if name, ok := c.vanishes(body, br); ok {
		c.rep.ReportOn(br.head, earlyReturn,
			fmt.Sprintf("goroutine ends without a word because %s failed: its error reaches nobody", name),
			c.evidence(t, br))
	}
}

// nilInstead reports br, a branch of a task whose error is taken by a spawner.
func (c *checker) nilInstead(t *tasks.Task, body tasks.Body, br branch) {
	n := len(br.results)
	if n == 0 || !c.pass.TypesInfo.Types[br.results[n-1]].IsNil() {
		return
	}
	if name, ok := c.vanishes(body, br); ok {
		c.rep.ReportOn(br.head, nilInstead,
			fmt.Sprintf("returns nil although %s failed: %s takes the task for successful", name, callName(t.Call.Fun)),
			c.evidence(t, br))
	}
}

func (c *checker) evidence(t *tasks.Task, br branch) []analysis.RelatedInformation {
	return []analysis.RelatedInformation{
		diagnose.Related(span{t.Site.Pos(), t.Fun.Pos()}, "the task starts here"),
		diagnose.Related(br.leave, "the task ends here"),
	}
}

// vanishes reports whether the error of br is that of a call that may have
// failed, and is used for nothing but br and other comparisons with nil. It
// returns the name of the call.
func (c *checker) vanishes(body tasks.Body, br branch) (string, bool) {
	fn := c.ir.FuncOf(body.Node)
	if fn == nil {
		return "", false
	}
	cmp := compareAt(fn, br.cond.OpPos)
	if cmp == nil {
		return "", false
	}
	err := cmp.X
	if isNil(err) {
		err = cmp.Y
	}
	return c.lostAt(err, make(map[ssa.Value]bool))
}

// compareAt returns the comparison of fn whose operator stands at pos.
func compareAt(fn *ssa.Function, pos token.Pos) *ssa.BinOp {
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			if op, ok := instr.(*ssa.BinOp); ok && op.Pos() == pos {
				return op
			}
		}
	}
	return nil
}

// lostAt judges v, an error that is compared with nil: all that it may be comes
// from calls that may fail, and none of it is used otherwise.
func (c *checker) lostAt(v ssa.Value, seen map[ssa.Value]bool) (name string, lost bool) {
	seen[v] = true
	var call *ssa.Call
	switch v := v.(type) {
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if k, ok := edge.(*ssa.Const); ok && k.IsNil() || seen[edge] {
				continue
			}
			n, ok := c.lostAt(edge, seen)
			if !ok {
				return "", false
			}
			name = n
		}
		return name, name != "" && onlyCompared(v)
	case *ssa.Extract:
		call, _ = v.Tuple.(*ssa.Call)
	case *ssa.Call:
		call = v
	}
	if call == nil || !onlyCompared(v) {
		return "", false
	}
	callee := c.ir.Callee(call.Common())
	if wraps(callee.Func) || callee.Func == nil && callee.Body == nil || !c.judge.fails(callee) || c.heardOf(call) {
		return "", false
	}
	return c.callText(call), true
}

// onlyCompared reports whether v is used in comparisons with nil alone, directly
// or through phis that are.
func onlyCompared(v ssa.Value) bool { return onlyComparedIn(v, make(map[ssa.Value]bool)) }

func onlyComparedIn(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	for _, instr := range *v.Referrers() {
		switch instr := instr.(type) {
		case *ssa.DebugRef:
		case *ssa.BinOp:
			if !isNil(instr.X) && !isNil(instr.Y) {
				return false
			}
		case *ssa.Phi:
			if !onlyComparedIn(instr, seen) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func isNil(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.IsNil()
}

// callText is what a message calls the callee of call.
func (c *checker) callText(call *ssa.Call) string {
	if n, ok := ir.Innermost[*ast.CallExpr](c.ir, call.Pos()); ok {
		if name := callName(n.Fun); name != "" {
			return name
		}
	}
	if m := call.Common().Method; m != nil {
		return m.Name()
	}
	return "a call"
}

// endIsSignal reports whether the end of a task says by itself that it is over:
// something else is deferred than what every task defers.
func (c *checker) endIsSignal(body tasks.Body) bool {
	signal := false
	ast.Inspect(body.Block, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			signal = signal || !c.quiet(n.Call, body.Block)
			return false
		}
		return !signal
	})
	return signal
}
