package unboundedqueue

import (
	"cmp"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// A slowness is what may hold a consumer up.
type slowness struct {
	node ast.Node // nil if there is nothing
	text string   // "waits in conn.Write"
	back bool     // it is a call of a function value, which is the users'
}

// slowness returns what may hold up the loop of a task between two visits of v,
// with an element of q: a send of it, an operation that waits for a peer or a process, or a call of a
// function that is not known. Waiting for more elements, for time and for locks
// is no reason for a queue to grow, and what a task does besides says nothing about this queue.
func (c *checker) slowness(q *queue, v *visit) slowness {
	el := c.elementsOf(q, v)
	for step := v; step != nil; step = step.from {
		if s := c.waits(step.fn, step.loop, el); s.node != nil {
			return s
		}
	}
	for _, find := range []finder{c.sends, c.handlers} {
		for step := v; step != nil; step = step.from {
			if s := find(step.fn, step.loop, 2, el); s.node != nil {
				return s
			}
		}
	}
	return slowness{}
}

// A finder looks for what is slow in fn, and at most depth calls on.
type finder func(fn ast.Node, loop bool, depth int, el *elements) slowness

// waits returns an operation in fn that waits for a peer, a process, or for a
// receiver.
func (c *checker) waits(fn ast.Node, loop bool, el *elements) slowness {
	for _, w := range mayblock.Of(c.pass).Waits(fn) {
		if !loop && !c.loopAround(fn, w.Node) || !el.in(w.Node) {
			continue
		}
		switch w.Op {
		case mayblock.Send:
		case mayblock.Call:
			switch w.Kind {
			case apimodel.Network, apimodel.DNS, apimodel.Database, apimodel.Subprocess, apimodel.Stdin:
			default:
				continue
			}
		default:
			continue
		}
		return slowness{node: w.Node, text: "waits in " + w.String()}
	}
	return slowness{}
}

// sends returns a send in fn or in what it calls, at most depth steps on, that is
// not given up when nobody receives: also one that only the end of all ends.
func (c *checker) sends(fn ast.Node, loop bool, depth int, el *elements) slowness {
	var s slowness
	for _, send := range memo(c.idx.sends, fn, func() []*ast.SendStmt {
		return collect(fn, func(send *ast.SendStmt) bool {
			return !c.isPolled(send) && !isToken(c.pass.TypesInfo.TypeOf(send.Chan))
		})
	}) {
		if (loop || c.loopAround(fn, send)) && el.in(send.Value) {
			s = slowness{node: send, text: "sends to " + cmp.Or(exprname.Of(send.Chan), "a channel")}
			break
		}
	}
	return c.deeper(s, fn, loop, depth, el, c.sends)
}

// deeper returns s, or if there is nothing, what find finds in the functions that
// fn calls.
func (c *checker) deeper(s slowness, fn ast.Node, loop bool, depth int, el *elements, find finder) slowness {
	if s.node != nil || depth == 0 {
		return s
	}
	for _, e := range c.graphOf().out[fn] {
		if loop || e.loop {
			if s := find(e.fn, true, depth-1, el); s.node != nil {
				return s
			}
		}
	}
	return s
}

// handlers returns a call of a function value, or of a method of an interface that delivers,
// that fn or what it calls, at most depth steps on, hands elements to.
func (c *checker) handlers(fn ast.Node, loop bool, depth int, el *elements) slowness {
	var s slowness
	for _, call := range memo(c.idx.handlers, fn, func() []*ast.CallExpr { return collect(fn, c.isHandler) }) {
		if !loop && !c.loopAround(fn, call) || !el.in(call) {
			continue
		}
		_, back := typeutil.Callee(c.pass.TypesInfo, call).(*types.Var)
		if back && !c.callbacks {
			continue
		}
		s = slowness{node: call, text: "is in " + cmp.Or(exprname.Of(call.Fun), "a function that it is given"), back: back}
		break
	}
	return c.deeper(s, fn, loop, depth, el, c.handlers)
}

// quick matches the names of functions that don't take long, whoever has
// written them: of logs, metrics, locks, encoders and clocks.
var quick = lazyregexp.Regexp{Expr: `(?i)^(r?(un)?lock|err(or)?f?|string|log|trace|debug|info|warn|print|panic|fatal|v$|with|add|inc|dec|sub|set|get|observe|measure|record|mark|count|len|less|swap|name|key|id$|is|has|now|since|after|done|signal|broadcast|close|cancel|stop|reset|release|put|unmarshal|marshal|encode|decode|size|hash|sum|value|type|kind|equal|clone|copy|new|make|to|as|update|on?metric)`}

// delivers matches the names of methods that hand over what they are passed, to
// somebody else or to a disk: who implements them may take any time.
var delivers = lazyregexp.Regexp{Expr: `^(Send|Write|Publish|Process|Handle|Notify|Deliver|Emit|Push|Export|Store|Save|Insert|Upload|Post|Commit|Forward|Produce|Ship|Submit|Dispatch|Consume|On[A-Z]|Report|Ingest|Append|Apply|Exec|Call|Invoke|Do$|Request|Flush|Sync|Replicate|Broadcast[A-Z]|Put[A-Z]|Upsert|Index[A-Z]|Run|Serve|Transmit|send|write|publish|process|handle|notify|deliver|emit|push|export|store|save|upload|post|commit|forward|dispatch|exec)`}

// isHandler reports whether call calls a function value, or a method of an
// interface that delivers what it is passed.
func (c *checker) isHandler(call *ast.CallExpr) bool {
	switch fn := typeutil.Callee(c.pass.TypesInfo, call).(type) {
	case *types.Var:
		if quick.MatchString(fn.Name()) {
			return false
		}
		sig, ok := fn.Type().Underlying().(*types.Signature)
		if !ok {
			return false
		}
		// A local variable holds a literal of the function itself, as a rule; one
		// that comes from an element is what the queue is about.
		if !fn.IsField() && c.holdsLiteral(fn) {
			return false
		}
		return works(sig)
	case *types.Func:
		recv := fn.Signature().Recv()
		return recv != nil && types.IsInterface(recv.Type()) && len(call.Args) > 0 && delivers.MatchString(fn.Name()) && works(fn.Signature()) && !c.hashes(call)
	}
	return false
}

// hashes reports whether call calls a method of a hash: writing to it is computing.
func (c *checker) hashes(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	named, ok := types.Unalias(c.pass.TypesInfo.TypeOf(sel.X)).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "hash"
}

// works reports whether functions of type sig do something: what returns a value,
// and no error or success, rather computes it.
func works(sig *types.Signature) bool {
	n := sig.Results().Len()
	if n == 0 {
		return true
	}
	last := sig.Results().At(n - 1).Type()
	return isBool(last) || types.Identical(last, types.Universe.Lookup("error").Type())
}

// collect returns the nodes of type N in fn, without the literals in it, that
// pass the test.
func collect[N ast.Node](fn ast.Node, test func(N) bool) []N {
	var list []N
	walk(fn, func(n ast.Node) bool {
		if n, ok := n.(N); ok && test(n) {
			list = append(list, n)
		}
		return true
	})
	return list
}

// walk is ast.Inspect over the body of a function without the literals in it.
func walk(fn ast.Node, f func(ast.Node) bool) {
	ast.Inspect(fn, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		if _, ok := n.(*ast.FuncLit); ok && n != fn {
			return false
		}
		return f(n)
	})
}
