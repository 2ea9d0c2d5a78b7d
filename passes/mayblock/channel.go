package mayblock

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
)

// channelOp adds a receive, a range over a channel or a send, if it waits.
func (w *walker) channelOp(n ast.Node) {
	switch n := n.(type) {
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			w.receive(n, n.X)
		}
	case *ast.RangeStmt:
		if t := w.info.TypeOf(n.X); t != nil && apimodel.IsChan(t) {
			w.receive(n, n.X)
		}
	case *ast.SendStmt:
		// Only where this package makes the channel, always without a buffer,
		// and somewhere that outlives the body: a channel of the body's own is
		// there for the tasks that the body starts.
		if w.chans.of(n.Chan) == unbuffered && !w.isOwn(n.Chan) && !w.isOuters(n.Chan) {
			w.add(event{node: n, wait: &wait{kind: apimodel.Channel, indefinite: true, op: Send, text: "send to " + operand(n.Chan)}})
		}
	}
}

// receive adds a receive from ch.
func (w *walker) receive(n ast.Node, ch ast.Expr) {
	if isGate(ch) {
		return
	}
	e := event{node: n, wait: &wait{kind: apimodel.Channel, indefinite: true, op: Receive, text: receiveFrom + operand(ch)}}
	switch x := ast.Unparen(ch).(type) {
	case *ast.CallExpr:
		switch sym := w.callee(x); sym {
		case apimodel.Symbol{Pkg: "time", Name: "After"}, apimodel.Symbol{Pkg: "time", Name: "Tick"}:
			e.wait.kind, e.wait.indefinite = apimodel.Sleep, false
		case apimodel.Symbol{Pkg: "context", Recv: "Context", Name: "Done"}:
			e.wait.kind = apimodel.Wait
		}
	case *ast.SelectorExpr:
		if t := apimodel.TypeSymbol(w.typeOf(x.X)); t.Pkg == "time" && x.Sel.Name == "C" {
			e.wait.kind, e.wait.indefinite = apimodel.Sleep, false
		}
	}
	if w.stops {
		e.wait.afterStop = true
		w.add(e)
		return
	}
	b := w.chans.of(ch)
	if w.isOwn(ch) && b == buffered && !w.starts && !w.filledLater(ch) {
		return // filled by the body itself
	}
	if b&foreign != 0 || !w.join(ch, e) {
		w.add(e)
	}
}

// filledLater reports whether the sends on ch, a channel of the body's own, stand
// in literals that somebody calls at another time, for an event or on another
// goroutine.
func (w *walker) filledLater(ch ast.Expr) bool {
	v := w.chans.variable(ch)
	later, now := false, false
	var visit func(root ast.Node, deferred bool)
	visit = func(root ast.Node, deferred bool) {
		ast.Inspect(root, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				effects := w.cbs.Effects(n)
				kept := effects&(callbacks.Async|callbacks.OnLoop) != 0 && effects&(callbacks.Sync|callbacks.Unknown) == 0
				visit(n.Body, deferred || kept)
				return false
			case *ast.SendStmt:
				if w.chans.variable(n.Chan) == v {
					later, now = later || deferred, now || !deferred
				}
			}
			return true
		})
	}
	visit(w.block, false)
	return v != nil && later && !now
}

func (w *walker) callee(call *ast.CallExpr) apimodel.Symbol {
	var id *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return apimodel.Symbol{}
	}
	if fn, ok := w.info.Uses[id].(*types.Func); ok {
		return apimodel.FuncSymbol(fn)
	}
	return apimodel.Symbol{}
}

func (c *collector) typeOf(expr ast.Expr) types.Type {
	if t := c.info.TypeOf(expr); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// selectStmt takes the channel operations of a select for what they are: no
// wait if there is a default, and too little evidence if there are several.
func (w *walker) selectStmt(sel *ast.SelectStmt) {
	if len(sel.Body.List) == 0 {
		w.add(event{node: sel, wait: &wait{kind: apimodel.Wait, indefinite: true, op: Receive, text: "select {}"}})
		return
	}
	if len(sel.Body.List) == 1 {
		return // a plain operation, or a default alone
	}
	for _, clause := range sel.Body.List {
		clause := clause.(*ast.CommClause)
		switch comm := clause.Comm.(type) {
		case *ast.SendStmt:
			w.skip(comm)
		case *ast.ExprStmt:
			w.skip(ast.Unparen(comm.X))
		case *ast.AssignStmt:
			if len(comm.Rhs) == 1 {
				w.skip(ast.Unparen(comm.Rhs[0]))
			}
		}
	}
}

// skipRelease leaves out "defer func() { <-sem }()", which gives back a slot
// that the body holds, so that there is something to receive.
func (w *walker) skipRelease(d *ast.DeferStmt) {
	lit, ok := ast.Unparen(d.Call.Fun).(*ast.FuncLit)
	if !ok {
		return
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if recv, ok := n.(*ast.UnaryExpr); ok && recv.Op == token.ARROW && w.sends(recv.X) {
			w.skip(recv)
		}
		return true
	})
}

// isSlot reports whether ch is a semaphore: a channel of empty structs that this
// package makes with a buffer. A receive that drops the value gives back a slot.
func (w *walker) isSlot(ch ast.Expr) bool {
	t, ok := w.typeOf(ch).Underlying().(*types.Chan)
	if !ok {
		return false
	}
	elem, ok := t.Elem().Underlying().(*types.Struct)
	return ok && elem.NumFields() == 0 && w.chans.of(ch) == buffered
}

// sends reports whether the body sends on the same variable or field.
func (w *walker) sends(ch ast.Expr) bool {
	v := w.chans.variable(ch)
	found := false
	ast.Inspect(w.block, func(n ast.Node) bool {
		if send, ok := n.(*ast.SendStmt); ok && v != nil && w.chans.variable(send.Chan) == v {
			found = true
		}
		return !found
	})
	return found
}

// stopsTimer recognises "if !t.Stop()", whose body drains the timer's channel
// that has a value already.
func stopsTimer(n *ast.IfStmt) bool {
	not, ok := ast.Unparen(n.Cond).(*ast.UnaryExpr)
	if !ok || not.Op != token.NOT {
		return false
	}
	call, ok := ast.Unparen(not.X).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Stop"
}

func (w *walker) skipDrain(block *ast.BlockStmt) {
	ast.Inspect(block, func(n ast.Node) bool {
		if recv, ok := n.(*ast.UnaryExpr); ok && recv.Op == token.ARROW {
			w.skip(recv)
		}
		return true
	})
}

// isGate reports whether ch is named like a channel that is closed once, at the
// start, and lets everybody through from then on.
func isGate(ch ast.Expr) bool {
	var name string
	switch ch := ast.Unparen(ch).(type) {
	case *ast.Ident:
		name = ch.Name
	case *ast.SelectorExpr:
		name = ch.Sel.Name
	case *ast.CallExpr:
		return isGate(ch.Fun)
	}
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"ready", "setup", "start", "init", "boot", "synced"}, func(word string) bool {
		return strings.Contains(name, word)
	})
}

// operand names a channel, "a channel" if it has no simple name.
func operand(expr ast.Expr) string { return cmp.Or(exprname.Of(expr), "a channel") }
