package mayblock

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/directives"
)

// A collector finds the events of a package's functions.
type collector struct {
	pass  *analysis.Pass
	info  *types.Info
	model *apimodel.Model
	dirs  *directives.Result
	cbs   *callbacks.Result

	order  []*body // in source order
	funcs  map[*types.Func]*body
	bodies map[ast.Node]*body // by *ast.FuncDecl and *ast.FuncLit
	chans  channels
	impls  implementations
	gone   map[ast.Node]bool // calls of go statements, and channel operations that do not wait
}

func newCollector(pass *analysis.Pass) *collector {
	c := &collector{
		pass: pass, info: pass.TypesInfo,
		model: apimodel.Of(pass), dirs: directives.Of(pass), cbs: callbacks.Of(pass),
		funcs: make(map[*types.Func]*body), bodies: make(map[ast.Node]*body), gone: make(map[ast.Node]bool),
	}
	c.chans.info = pass.TypesInfo
	return c
}

func (c *collector) collect() {
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil {
				continue
			}
			fn, ok := c.info.Defs[decl.Name].(*types.Func)
			if !ok {
				continue
			}
			b := c.newBody(decl)
			b.fn, b.decl = fn, decl
			b.declared = c.dirs.Declared(fn, directives.Blocks) != nil
			b.quiet = c.dirs.Declared(fn, directives.NonBlocking) != nil
			c.funcs[fn] = b
		}
	}
	for _, file := range c.pass.Files {
		c.chans.scan(file)
	}
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if b := c.bodies[decl]; b != nil {
					c.function(b, decl.Body, nil)
				}
			case *ast.GenDecl:
				c.literalsOf(decl)
			}
		}
	}
}

func (c *collector) newBody(node ast.Node) *body {
	b := &body{rank: none}
	c.bodies[node] = b
	c.order = append(c.order, b)
	return b
}

// literalsOf collects the literals in a declaration of variables.
func (c *collector) literalsOf(decl *ast.GenDecl) {
	ast.Inspect(decl, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok {
			c.function(c.newBody(lit), lit.Body, nil)
			return false
		}
		return true
	})
}

// A walker collects the events of one body.
type walker struct {
	*collector
	outer    *walker // of the function that calls or starts the literal at hand, nil if there is none
	body     *body
	block    *ast.BlockStmt
	tasks    []event        // what the body starts and does not wait for, so far as it is known
	starts   bool           // whether the body starts anything
	joins    []event        // waits for a group or channel that the body itself makes
	awaited  []types.Object // those groups and channels
	deferred *ast.CallExpr  // the call of the last defer statement, which comes too late to end anything
	stops    bool           // what the body waits for from here on has been told to end
}

func (c *collector) function(b *body, block *ast.BlockStmt, outer *walker) {
	w := &walker{collector: c, outer: outer, body: b, block: block}
	w.stops = b.fn != nil && isStop(b.fn.Name())
	w.walk(block)
	if len(w.joins) == 0 {
		return
	}
	if !w.starts {
		b.events = append(b.events, w.joins...)
		return
	}
	for _, e := range w.tasks {
		if !w.isAwaited(e.node) {
			continue
		}
		e.joined = true
		b.events = append(b.events, e)
	}
}

func (w *walker) add(e event) { w.body.events = append(w.body.events, e) }

func (w *walker) skip(n ast.Node) { w.gone[n] = true }

func (w *walker) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			w.literal(n)
			return false
		case *ast.IfStmt:
			return w.ifStmt(n)
		case *ast.GoStmt:
			w.skip(n.Call)
			w.starts = true
			if fn, ok := typeutil.Callee(w.info, n.Call).(*types.Func); ok {
				if e := w.callEvent(n.Call, fn); e != nil {
					w.tasks = append(w.tasks, *e)
				}
			}
		case *ast.CallExpr:
			w.call(n)
		case *ast.SelectStmt:
			w.selectStmt(n)
		case *ast.UnaryExpr, *ast.SendStmt, *ast.RangeStmt:
			if !w.gone[n] {
				w.channelOp(n)
			}
		case *ast.ExprStmt:
			if recv, ok := ast.Unparen(n.X).(*ast.UnaryExpr); ok && recv.Op == token.ARROW && w.isSlot(recv.X) {
				w.skip(recv)
			}
		case *ast.DeferStmt:
			w.skipRelease(n)
			w.deferred = n.Call
		case *ast.SelectorExpr:
			w.value(n, n.Sel)
		case *ast.Ident:
			w.value(n, n)
		}
		return true
	})
}

// literal collects a literal's own events, and makes them part of the body's
// if the body calls it.
func (w *walker) literal(lit *ast.FuncLit) {
	b := w.newBody(lit)
	effects := w.cbs.Effects(lit)
	outer := w
	if effects&(callbacks.Sync|callbacks.Async) == 0 {
		outer = nil // runs when the body is over, or may be
	}
	w.function(b, lit.Body, outer)
	e := event{node: lit, callee: b, inline: true}
	switch {
	case effects.Has(callbacks.Sync):
		w.add(e)
	case effects.Has(callbacks.Async):
		w.tasks = append(w.tasks, e)
	}
}

// value adds the call of a function that is passed on by name to where it is
// called.
func (w *walker) value(expr ast.Expr, name *ast.Ident) {
	fn, ok := w.info.Uses[name].(*types.Func)
	if !ok {
		return
	}
	effects := w.cbs.Effects(expr)
	if !effects.Has(callbacks.Sync) && !effects.Has(callbacks.Async) {
		return
	}
	e := w.target(fn.Origin())
	if e.fn == nil {
		return
	}
	e.node = expr
	if effects.Has(callbacks.Sync) {
		w.add(e)
	} else {
		w.tasks = append(w.tasks, e)
	}
}

// ifStmt leaves out a branch that a constant condition rules out.
func (w *walker) ifStmt(n *ast.IfStmt) bool {
	v := w.info.Types[n.Cond].Value
	if v == nil || v.Kind() != constant.Bool {
		if stopsTimer(n) {
			w.skipDrain(n.Body)
		}
		return true
	}
	if n.Init != nil {
		w.walk(n.Init)
	}
	if constant.BoolVal(v) {
		w.walk(n.Body)
	} else if n.Else != nil {
		w.walk(n.Else)
	}
	return false
}

func (w *walker) call(call *ast.CallExpr) {
	if w.gone[call] {
		return
	}
	if isGroupGo(call) {
		w.starts = true
	}
	if call != w.deferred && w.signalsStop(call) {
		w.stops = true
	}
	fn, ok := typeutil.Callee(w.info, call).(*types.Func)
	if !ok {
		return
	}
	e := w.callEvent(call, fn)
	if e == nil {
		return
	}
	if isJoin(fn) {
		switch {
		case w.join(receiver(call), *e):
			return
		case w.stops && e.wait != nil:
			e.wait.afterStop = true // the wait is this event's own
		}
		if group, method := w.groupCall(call); method == "Wait" && e.wait != nil {
			e.group = group
		}
	}
	w.add(*e)
}

// callEvent returns the event that calling fn is, nil if it is none.
func (c *collector) callEvent(call *ast.CallExpr, fn *types.Func) *event {
	e := c.target(fn.Origin())
	e.node = call
	if e.fn == nil {
		if row := c.settled(call, fn); row != nil {
			return &event{node: call, fn: fn, wait: fromRow(row)}
		}
		return nil
	}
	return &e
}

// target returns the event that a call of fn is, without its node; the zero
// event if it is none.
func (c *collector) target(fn *types.Func) event {
	fn = fn.Origin()
	if fn.Pkg() == nil || c.model.NonBlocking(fn) || c.dirs.Declared(fn, directives.NonBlocking) != nil {
		return event{}
	}
	b := c.funcs[fn]
	if row := c.model.Blocking(fn); row != nil && (b == nil || row.Source.Decl == "") {
		if row.Strength == apimodel.Definite && !brief(row) {
			return event{fn: fn, wait: fromRow(row)}
		}
		return event{}
	}
	if fn.Pkg() != c.pass.Pkg {
		f := new(fact)
		if !apimodel.IsStd(fn.Pkg().Path()) && c.pass.ImportObjectFact(fn, f) {
			return event{fn: fn, imported: f}
		}
		return event{}
	}
	if b != nil {
		// Of what the package defines itself, the body says more than the
		// model: it may be the variant for another platform.
		return event{fn: fn, callee: b}
	}
	if c.dirs.Declared(fn, directives.Blocks) != nil {
		return event{fn: fn, imported: &fact{Kind: uint8(apimodel.Wait), Indefinite: true}}
	}
	if impl := c.impls.single(c, fn); impl != nil {
		return event{fn: impl, callee: c.funcs[impl]}
	}
	return event{}
}

func fromRow(row *apimodel.Blocking) *wait {
	return &wait{kind: row.Kind, indefinite: row.Indefinite}
}

func receiver(call *ast.CallExpr) ast.Expr {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return sel.X
	}
	return nil
}

// isOwn reports whether expr is a variable that the body declares.
func (w *walker) isOwn(expr ast.Expr) bool {
	if expr == nil {
		return false
	}
	id, ok := ast.Unparen(expr).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := w.info.Uses[id].(*types.Var)
	return ok && w.block.Pos() <= v.Pos() && v.Pos() < w.block.End()
}
