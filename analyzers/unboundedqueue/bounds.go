package unboundedqueue

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/directives"
)

// tellsWaiter reports whether elements of the queue type t carry what somebody
// waits on, so that there are no more of them than there are waiters.
func (c *checker) tellsWaiter(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem() // of a heap
	}
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	elem := s.Elem()
	if p, ok := elem.Underlying().(*types.Pointer); ok {
		elem = p.Elem()
	}
	if waitable(elem) {
		return true
	}
	if st, ok := elem.Underlying().(*types.Struct); ok {
		for f := range st.Fields() {
			if waitable(f.Type()) {
				return true
			}
		}
	}
	return false
}

func waitable(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if _, ok := t.Underlying().(*types.Chan); ok {
		return true
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	switch named.Obj().Name() {
	case "WaitGroup", "Cond":
		return named.Obj().Pkg().Path() == "sync"
	}
	return false
}

// saysSo matches comments that show that the lack of a limit is meant.
var saysSo = lazyregexp.Regexp{Expr: `(?i)\b(un-?bounded|infinite|un-?limited|(without|no) (a )?(limit|bound)s?|never blocks?|(doesn't|does not|not|without|non-?) ?block(ing)?|arbitrarily)\b`}

// declaredUnbounded reports whether the declaration of q, or of the type that it
// is a field of, or a function that adds to it, says that there is no limit.
func (c *checker) declaredUnbounded(q *queue) bool {
	spots := []token.Pos{q.v.Pos()}
	for _, p := range q.pushes {
		spots = append(spots, p.cur.Node().Pos())
	}
	for _, pos := range spots {
		d, f := c.declAt(pos)
		if d == nil {
			continue
		}
		if memo(c.idx.meant, d, func() bool {
			return slices.ContainsFunc(commentsIn(d, f), func(g *ast.CommentGroup) bool { return saysSo.MatchString(g.Text()) })
		}) {
			return true
		}
	}
	return false
}

// measured reports whether somebody else than the consumer looks at the length
// of q: whoever adds to it may be told.
func (c *checker) measured(q *queue, cons *consumer) bool {
	g := c.graphOf()
	for _, l := range q.lens {
		if _, ok := l.cur.Parent().Node().(*ast.ReturnStmt); ok {
			d, ok := l.fn.(*ast.FuncDecl)
			if !ok || d.Name.IsExported() || g.values[d] {
				return true
			}
			for _, e := range g.in[d] {
				if !cons.reach[e.fn] {
					return true
				}
			}
			continue
		}
		if !cons.reach[l.fn] {
			return true
		}
		for _, p := range q.pushes {
			if p.fn == l.fn {
				return true
			}
		}
	}
	return false
}

// bounded reports whether something may bound what is added at p: a condition on
// the way there, in its function or where that is called, something that waits
// there, or a directive.
func (c *checker) bounded(q *queue, p use) bool {
	if c.declared(p.fn) || c.answers(p.fn) || c.limits(p.cur, true, true) {
		return true
	}
	seen := map[ast.Node]bool{p.fn: true}
	level := []ast.Node{p.fn}
	for range 3 {
		var next []ast.Node
		for _, fn := range level {
			for _, e := range c.graphOf().in[fn] {
				if c.inTest(e.call.Node().Pos()) {
					continue // tests wait for what they do
				}
				if _, ok := e.call.Node().(*ast.FuncLit); ok {
					if kind, _ := e.call.ParentEdge(); kind != edge.CallExpr_Fun {
						continue // it is written there, and may be called from elsewhere
					}
				}
				if c.limits(e.call, false, false) {
					return true
				}
				if !seen[e.fn] {
					seen[e.fn] = true
					if c.declared(e.fn) {
						return true
					}
					next = append(next, e.fn)
				}
			}
		}
		level = next
	}
	return false
}

// declared reports whether a directive says that what fn queues is bounded.
func (c *checker) declared(fn ast.Node) bool {
	d, ok := fn.(*ast.FuncDecl)
	return ok && c.dirs.Declared(c.pass.TypesInfo.Defs[d.Name], directives.Bounded) != nil
}

// answers reports whether fn returns a channel: its caller waits.
func (c *checker) answers(fn ast.Node) bool {
	var t types.Type
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		t = c.pass.TypesInfo.Defs[fn.Name].Type()
	case *ast.FuncLit:
		t = c.pass.TypesInfo.TypeOf(fn)
	}
	sig, ok := t.(*types.Signature)
	if !ok {
		return false
	}
	for v := range sig.Results().Variables() {
		if waitable(v.Type()) {
			return true
		}
	}
	return false
}

// limits reports whether, in the function around cur, something may limit how
// often control comes to cur: a condition around it or one that returns before
// it, or waiting before or after it. In the function that adds itself, all that
// may be a limit counts; in its callers, what is called so. That is asked for
// conditions and for waiting apart.
func (c *checker) limits(cur inspector.Cursor, anyCondition, anyWait bool) bool {
	for {
		kind, _ := cur.ParentEdge()
		parent := cur.Parent()
		switch n := parent.Node().(type) {
		case nil:
			return false
		case *ast.FuncDecl, *ast.FuncLit:
			return false
		case *ast.IfStmt:
			if kind == edge.IfStmt_Body || kind == edge.IfStmt_Else {
				if c.restricts(n.Cond, anyCondition) || anyCondition && c.onceOnly(n.Cond, kind == edge.IfStmt_Else) {
					return true
				}
			}
		case *ast.ForStmt:
			if anyCondition && kind == edge.ForStmt_Body && n.Cond != nil && n.Init == nil && n.Post == nil && c.restricts(n.Cond, anyCondition) {
				return true
			}
		case *ast.CaseClause:
			for _, e := range n.List {
				if anyCondition && c.restricts(e, anyCondition) {
					return true
				}
			}
			if c.neighbours(n.Body, cur.Node(), anyCondition, anyWait) {
				return true
			}
		case *ast.BlockStmt:
			switch cur.Node().(type) {
			case *ast.CaseClause, *ast.CommClause:
				// The other cases happen instead, neither before nor after.
			default:
				if c.neighbours(n.List, cur.Node(), anyCondition, anyWait) {
					return true
				}
			}
		case *ast.CommClause:
			if c.neighbours(n.Body, cur.Node(), anyCondition, anyWait) {
				return true
			}
		}
		cur = parent
	}
}

// neighbours reports whether a statement before or after the one with at limits
// how often that is reached.
func (c *checker) neighbours(list []ast.Stmt, at ast.Node, anyCondition, anyWait bool) bool {
	before := true
	for _, s := range list {
		if s == at {
			before = false
			continue
		}
		found := false
		walk(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.IfStmt:
				found = found || before && leaves(n.Body) && (c.restricts(n.Cond, anyCondition) || anyCondition && c.onceOnly(n.Cond, true)) ||
					!before && anyCondition && c.compares(n.Cond) // if there is enough, flush
			case *ast.SendStmt:
				found = found || before && (anyWait || isToken(c.pass.TypesInfo.TypeOf(n.Chan)))
			case *ast.UnaryExpr:
				found = found || n.Op == token.ARROW && (!before || anyWait)
			case *ast.CallExpr:
				found = found || waiting.MatchString(calledName(n))
			case *ast.SelectStmt:
				return !passes(n)
			case *ast.DeferStmt, *ast.GoStmt:
				return false
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// passes reports whether sel neither waits nor leaves if it would have to.
func passes(sel *ast.SelectStmt) bool {
	for _, s := range sel.Body.List {
		if clause := s.(*ast.CommClause); clause.Comm == nil {
			return !leaves(&ast.BlockStmt{List: clause.Body})
		}
	}
	return false
}
