package errorflow

import (
	"go/ast"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/ir"
)

// Vanishes reports whether the error of br, a branch of node, which is an
// *ast.FuncDecl or *ast.FuncLit, is that of a call that may have failed, and is
// used for nothing but br and other comparisons with nil. It returns what a
// message calls the callee.
func (r *Result) Vanishes(node ast.Node, br Branch) (call string, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fn := r.ir.FuncOf(node)
	if fn == nil {
		return "", false
	}
	cmp := comparison(fn, br)
	if cmp == nil {
		return "", false
	}
	err := cmp.X
	if isNil(err) {
		err = cmp.Y
	}
	return r.lostAt(err, make(map[ssa.Value]bool))
}

// comparison returns the instruction for the condition of br, a branch of fn.
func comparison(fn *ssa.Function, br Branch) *ssa.BinOp {
	for part := range ir.Parts(fn) {
		if cmp, ok := ir.At[*ssa.BinOp](part, br.Cond.OpPos); ok {
			return cmp
		}
	}
	return nil
}

// lostAt judges v, an error that is compared with nil: all that it may be comes
// from calls that may fail, and none of it is used otherwise.
func (r *Result) lostAt(v ssa.Value, seen map[ssa.Value]bool) (name string, lost bool) {
	seen[v] = true
	var call *ssa.Call
	switch v := v.(type) {
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if k, ok := edge.(*ssa.Const); ok && k.IsNil() || seen[edge] {
				continue
			}
			n, ok := r.lostAt(edge, seen)
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
	callee := r.ir.Callee(call.Common())
	if Wraps(callee.Func) || callee.Func == nil && callee.Body == nil || !r.fails(callee) || r.heardOf(call) {
		return "", false
	}
	return r.CallText(call), true
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

// CallText is what a message calls the callee of call.
func (r *Result) CallText(call *ssa.Call) string {
	if n, ok := ir.Innermost[*ast.CallExpr](r.ir, call.Pos()); ok {
		if name := exprname.Of(n.Fun); name != "" {
			return name
		}
	}
	if m := call.Common().Method; m != nil {
		return m.Name()
	}
	return "a call"
}
