package bounds

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// maxCallers is how many calls of a function are looked at: what is called all
// over the package is a helper that knows nothing of events.
const maxCallers = 4

// reached returns what feeds the calls of fn: because it is a handler, or
// because a handler or a loop that waits for events calls it, directly or through
// one function more. It is NoSource if neither is seen.
func (r *Result) reached(fn *ssa.Function, depth int) Source {
	if s, ok := r.handler(fn); ok {
		return s
	}
	calls := r.index().callers[fn]
	if depth > 1 || len(calls) > maxCallers {
		return Source{}
	}
	for _, call := range calls {
		in := ir.Enclosing(call.Parent())
		s := r.loopAround(call, in)
		if s.Kind == NoSource && in != fn {
			s = r.reached(in, depth+1)
		}
		// Functions that call each other lead nowhere.
		if slices.ContainsFunc(s.Via, func(c *ssa.Call) bool { return ir.Enclosing(c.Parent()) == fn }) {
			continue
		}
		if s.Kind != NoSource {
			s.Via = append(slices.Clip(s.Via), call)
			return s
		}
	}
	return Source{}
}

// handler returns the source that fn is itself, if it is called for each message
// or request.
func (r *Result) handler(fn *ssa.Function) (Source, bool) {
	if api := r.index().messages[fn]; api != "" {
		return Source{Kind: Callback, Handler: fn, API: api}, true
	}
	if fn.Signature.Recv() != nil && fn.Name() == "ServeHTTP" || r.model.Handler(fn.Signature) != nil {
		return Source{Kind: Request, Handler: fn}, true
	}
	return Source{}, false
}

// loopAround returns the loop of the function in that waits for events and makes
// the call for each of them.
func (r *Result) loopAround(call *ssa.Call, in *ssa.Function) Source {
	if r.ir.Loop(call.Block()) == 0 && call.Parent() == in {
		return Source{}
	}
	path := r.ir.Path(call.Pos())
	for _, n := range slices.Backward(path) {
		if n == in.Syntax() {
			break
		}
		var body *ast.BlockStmt
		switch n := n.(type) {
		case *ast.ForStmt:
			body = n.Body
		case *ast.RangeStmt:
			body = n.Body
		default:
			continue
		}
		if call.Pos() < body.Pos() {
			continue
		}
		if s := r.events(n.(ast.Stmt), ir.Point(call.Pos())); s.Kind != Other {
			s.Ends = s.Of != nil && r.ends(s.Of, nil)
			return s
		}
	}
	return Source{}
}
