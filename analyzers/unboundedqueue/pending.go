package unboundedqueue

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// A surrender is a case of a select statement in which a request gives up waiting
// for its reply, and returns.
type surrender struct {
	sel    *ast.SelectStmt
	giveUp *ast.CommClause
	reply  []*types.Var // roots of the other channels
}

// pendingMaps reports the maps with an entry for each request, where a request that
// gives up leaves its entry for the reply to remove.
func (c *checker) pendingMaps() {
	surrenders := c.surrenders()
	if len(surrenders) == 0 {
		return
	}
	for _, t := range c.tables() {
		for _, ins := range t.inserts {
			if ins.fn == nil || c.inherits(t, ins.fn) {
				continue
			}
			for _, s := range surrenders[ins.fn] {
				if s.sel.Pos() > ins.value.Pos() && s.awaits(c.root(ins.value)) {
					c.reportPending(t, ins, ins.fn, s)
				}
			}
			c.pendingInCallers(t, ins, surrenders)
		}
	}
}

// pendingInCallers looks for who gives up among the callers of the function that
// adds, two steps up: they wait for what they got from it, or handed to it.
func (c *checker) pendingInCallers(t *table, ins insert, surrenders map[ast.Node][]surrender) {
	seen := map[ast.Node]bool{ins.fn: true}
	level := []ast.Node{ins.fn}
	for range 2 {
		var next []ast.Node
		for _, fn := range level {
			for _, e := range c.graphOf().in[fn] {
				call, ok := e.call.Node().(*ast.CallExpr)
				if !ok || seen[e.fn] || c.inTest(call.Pos()) {
					continue
				}
				seen[e.fn] = true
				next = append(next, e.fn)
				for _, s := range surrenders[e.fn] {
					if s.sel.Pos() > call.Pos() && s.awaits(c.linked(e)...) {
						c.reportPending(t, ins, e.fn, s)
					}
				}
			}
		}
		level = next
	}
}

// surrenders returns the places where functions give up waiting, by function.
func (c *checker) surrenders() map[ast.Node][]surrender {
	found := make(map[ast.Node][]surrender)
	for cur := range c.in.Root().Preorder((*ast.SelectStmt)(nil)) {
		sel := cur.Node().(*ast.SelectStmt)
		if len(sel.Body.List) < 2 || c.skips(sel.Pos()) {
			continue
		}
		s := surrender{sel: sel}
		for _, stmt := range sel.Body.List {
			clause := stmt.(*ast.CommClause)
			recv := received(clause.Comm)
			switch {
			case recv == nil:
			case c.endsRequest(recv):
				if n := len(clause.Body); n > 0 {
					if _, ok := clause.Body[n-1].(*ast.ReturnStmt); ok {
						s.giveUp = clause
					}
				}
			default:
				s.reply = append(s.reply, c.root(recv))
			}
		}
		if fn := ir.FuncAround(cur); fn != nil && s.giveUp != nil && len(s.reply) > 0 {
			found[fn] = append(found[fn], s)
		}
	}
	return found
}

// received returns the channel from which the communication receives, nil if it
// doesn't.
func received(comm ast.Stmt) ast.Expr {
	var e ast.Expr
	switch comm := comm.(type) {
	case *ast.ExprStmt:
		e = comm.X
	case *ast.AssignStmt:
		e = comm.Rhs[0]
	}
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		return u.X
	}
	return nil
}

// endsRequest reports whether ch is the end of one request's patience: a timer of
// the function, or the Done of a context that is not the connection's.
func (c *checker) endsRequest(ch ast.Expr) bool {
	root := c.root(ch)
	if call, ok := ast.Unparen(ch).(*ast.CallExpr); ok {
		switch fn := typeutil.StaticCallee(c.pass.TypesInfo, call); {
		case fn != nil && apimodel.IsTimeChan(c.pass.TypesInfo.TypeOf(call)):
			return true // time.After
		case calledName(call) != "Done":
			return false
		}
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return false
		}
		_, plain := ast.Unparen(sel.X).(*ast.Ident)
		return plain && isLocal(root)
	}
	return apimodel.IsTimeChan(c.pass.TypesInfo.TypeOf(ch)) && isLocal(root)
}

func isLocal(v *types.Var) bool {
	return v != nil && !v.IsField() && v.Pkg() != nil && v.Parent() != v.Pkg().Scope()
}

// root returns the variable with which e begins: call in &call.Done; nil if there is none.
func (c *checker) root(e ast.Expr) *types.Var {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			v, _ := c.pass.TypesInfo.ObjectOf(x).(*types.Var)
			return v
		case *ast.SelectorExpr:
			e = x.X
		case *ast.UnaryExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.CallExpr:
			e = x.Fun
		case *ast.CompositeLit: // &call{done: ch}
			for _, elt := range x.Elts {
				if kv, ok := elt.(*ast.KeyValueExpr); ok {
					elt = kv.Value
				}
				if t := c.pass.TypesInfo.TypeOf(elt); t != nil && waitable(t) {
					return c.root(elt)
				}
			}
			return nil
		default:
			return nil
		}
	}
}

func (s *surrender) awaits(vars ...*types.Var) bool {
	for _, v := range vars {
		for _, r := range s.reply {
			if v != nil && v == r && isLocal(v) {
				return true
			}
		}
	}
	return false
}

// linked returns the variables that a call is passed or gives.
func (c *checker) linked(e edgeTo) []*types.Var {
	call := e.call.Node().(*ast.CallExpr)
	var vars []*types.Var
	for _, arg := range call.Args {
		if t := c.pass.TypesInfo.TypeOf(arg); t != nil && waits(t) {
			vars = append(vars, c.root(arg))
		}
	}
	if assign, ok := e.call.Parent().Node().(*ast.AssignStmt); ok {
		for _, lhs := range assign.Lhs {
			vars = append(vars, c.root(lhs))
		}
	}
	return vars
}

// removing matches the names of unknown functions that may remove the entry.
var removing = lazyregexp.Regexp{Expr: `(?i)(remove|delete|cancel|forget|clear|clean|drop|abort|close|stop|unreg|release|finish|pop|take|evict|expire|fail|kill|shut)`}

// removesIn reports whether an entry of t may be removed in node, or in what it
// calls, at most depth steps on.
func (c *checker) removesIn(t *table, node ast.Node, depth int, seen map[ast.Node]bool) bool {
	for _, r := range t.removals {
		if pos := r.cur.Node().Pos(); node.Pos() <= pos && pos < node.End() {
			return true
		}
	}
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		switch fn := typeutil.Callee(c.pass.TypesInfo, call).(type) {
		case *types.Func:
			if d := c.graphOf().decls[fn.Origin()]; d != nil {
				if depth > 0 && !seen[d] {
					seen[d] = true
					found = c.removesIn(t, d, depth-1, seen)
				}
				return !found
			}
			recv := fn.Signature().Recv()
			found = recv != nil && types.IsInterface(recv.Type()) && removing.MatchString(fn.Name())
		case *types.Var:
			named, ok := types.Unalias(fn.Type()).(*types.Named)
			found = !ok || named.Obj().Name() != "CancelFunc" || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "context"
		case nil:
			_, lit := ast.Unparen(call.Fun).(*ast.FuncLit)
			found = !lit && !c.pass.TypesInfo.Types[call.Fun].IsType()
		}
		return !found
	})
	return found
}

// inherits reports whether fn, which adds an entry, arranges for its removal
// otherwise than by the reply: when it ends, or in a literal of its own.
func (c *checker) inherits(t *table, fn ast.Node) bool {
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.DeferStmt:
			found = found || c.removesIn(t, n, 3, make(map[ast.Node]bool))
		case *ast.FuncLit:
			found = found || n != fn && c.removesIn(t, n, 3, make(map[ast.Node]bool))
		}
		return !found
	})
	return found
}

// onDemand reports whether users of the package come to fn, as they like: what a
// task of the package does when it sets up a connection is not done for each request.
func (c *checker) onDemand(fn ast.Node) bool {
	g := c.graphOf()
	list, seen := []ast.Node{fn}, map[ast.Node]bool{fn: true}
	for i := 0; i < len(list) && i < maxFuncs; i++ {
		if d, ok := list[i].(*ast.FuncDecl); ok && d.Name.IsExported() {
			return true
		}
		for _, e := range g.in[list[i]] {
			if !seen[e.fn] && !c.inTest(e.call.Node().Pos()) {
				seen[e.fn] = true
				list = append(list, e.fn)
			}
		}
	}
	return false
}

// reportPending reports that fn gives up at s, and leaves the entry that was made
// at ins, unless it or who calls it removes it.
func (c *checker) reportPending(t *table, ins insert, fn ast.Node, s surrender) {
	if !c.onDemand(fn) || c.idx.givenUp[s.giveUp] || c.inherits(t, fn) {
		return
	}
	for _, stmt := range s.giveUp.Body {
		if c.removesIn(t, stmt, 3, make(map[ast.Node]bool)) {
			return
		}
	}
	for _, e := range c.graphOf().in[fn] {
		if c.removesIn(t, e.fn, 1, map[ast.Node]bool{fn: true}) {
			return
		}
	}
	c.idx.givenUp[s.giveUp] = true
	who := name(fn)
	if who == "" {
		who = "a function literal"
	}
	what := exprname.Of(ins.table)
	d := analysis.Diagnostic{Pos: s.giveUp.Pos(), End: s.giveUp.Colon, Category: pendingMap,
		Message: fmt.Sprintf("%s gives up here and leaves its entry in %s, which grows by one for each reply that never comes", who, what)}
	d.Related = append(d.Related,
		diagnose.Related(ins.cur.Node(), "the entry is made here"),
		diagnose.Related(t.keyed.cur.Node(), "a reply removes it here"))
	c.rep.Report(d)
}
