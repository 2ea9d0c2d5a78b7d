package unboundedqueue

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// pacing matches names in code that limits attempts, or waits between them.
var pacing = lazyregexp.Regexp{Expr: `(?i)(sleep|wait|back_?off|delay|pause|throttl|limit|retr(y|ies)|requeue|attempt|tries|interval|tick|after)`}

// A taking is where an element is taken out of a queue, and what is done with it.
type taking struct {
	queue ast.Expr
	elem  *types.Var
	at    ast.Node // the range statement, or the statement that receives
	scope ast.Node // the loop's body, the case, or the function's body
}

// requeue reports that f puts what failed back into the queue that it was taken from.
func (c *checker) requeue(f *failure) {
	body, ok := f.cur.FindNode(f.branch.Body)
	if !ok {
		return
	}
	for cur := range body.Preorder((*ast.SendStmt)(nil), (*ast.CallExpr)(nil)) {
		var queue, elem ast.Expr
		switch n := cur.Node().(type) {
		case *ast.SendStmt:
			queue, elem = n.Chan, n.Value
		case *ast.CallExpr:
			sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "Add" || len(n.Args) != 1 || !c.isWorkqueue(sel.X) {
				continue
			}
			queue, elem = sel.X, n.Args[0]
		}
		e := c.rootVar(elem)
		if c.varOf(queue) == nil || e == nil {
			continue
		}
		t := c.taking(cur, queue, e)
		if t == nil || c.limited(f, cur, t) {
			continue
		}
		c.rep.ReportOn(cur.Node(), endlessRetry,
			e.Name()+" goes back into "+exprname.Of(queue)+" at once when it fails: what always fails is tried for ever, without a pause",
			[]analysis.RelatedInformation{diagnose.Related(t.at, "it is taken from there here"), diagnose.Related(f.branch.Cond, "this finds that it failed")})
	}
}

// taking returns where elem is taken from queue on the way to cur, nil if it is not: by a loop
// around cur over a channel, by a receive in a loop, or by Get of a work queue.
func (c *checker) taking(cur inspector.Cursor, queue ast.Expr, elem *types.Var) *taking {
	t := &taking{queue: queue, elem: elem}
	for at := cur; ; at = at.Parent() {
		switch n := at.Node().(type) {
		case *ast.File, *ast.FuncDecl, *ast.DeferStmt:
			return nil
		case *ast.FuncLit:
			// What a literal that is started, or called, at once does is done on this way too.
			if call, ok := at.Parent().Node().(*ast.CallExpr); !ok || call.Fun != n {
				return nil
			}
		case *ast.RangeStmt:
			if c.same(n.X, queue) && n.Key != nil && c.varOf(n.Key) == elem {
				t.at, t.scope = n, n.Body
				return t
			}
		case *ast.CommClause:
			if t.at == nil && n.Comm != nil && c.takesElem(n.Comm, queue, elem) {
				t.at, t.scope = n.Comm, n
			}
		case *ast.BlockStmt:
			assigns := memo(c.drops.assigns, n, func() []ast.Stmt {
				return slices.DeleteFunc(slices.Clone(n.List), func(s ast.Stmt) bool {
					_, ok := s.(*ast.AssignStmt)
					return !ok
				})
			})
			for _, s := range assigns {
				if t.at == nil && s.End() <= cur.Node().Pos() && c.takesElem(s, queue, elem) {
					t.at, t.scope = s, n
				}
			}
		}
		if t.at == nil {
			continue
		}
		if !apimodel.IsChan(c.pass.TypesInfo.TypeOf(queue)) {
			return t // whoever calls the function does so again and again
		}
		if _, ok := at.Node().(*ast.ForStmt); ok {
			return t
		}
	}
}

// same reports whether a and b are the same variable, or the same field of the same variable.
func (c *checker) same(a, b ast.Expr) bool {
	v := c.varOf(a)
	if v == nil || v != c.varOf(b) {
		return false
	}
	x, ok := ast.Unparen(a).(*ast.SelectorExpr)
	if !ok {
		_, ok := ast.Unparen(b).(*ast.Ident)
		return ok
	}
	y, ok := ast.Unparen(b).(*ast.SelectorExpr)
	return ok && (!v.IsField() || c.same(x.X, y.X))
}

// takesElem reports whether s takes elem from queue.
func (c *checker) takesElem(s ast.Stmt, queue ast.Expr, elem *types.Var) bool {
	assign, ok := s.(*ast.AssignStmt)
	if !ok || len(assign.Rhs) != 1 || c.varOf(assign.Lhs[0]) != elem {
		return false
	}
	switch rhs := ast.Unparen(assign.Rhs[0]).(type) {
	case *ast.UnaryExpr:
		return rhs.Op == token.ARROW && c.same(rhs.X, queue)
	case *ast.CallExpr:
		sel, ok := ast.Unparen(rhs.Fun).(*ast.SelectorExpr)
		return ok && sel.Sel.Name == "Get" && c.same(sel.X, queue)
	}
	return false
}

// limited reports whether something may limit how often, or how fast, what failed is put back by
// put: a comparison, a name that speaks of attempts or of waiting, a function that decides;
// or the branch leaves the loop; or the queue is a pool, which the element goes back to in any case.
func (c *checker) limited(f *failure, put inspector.Cursor, t *taking) bool {
	if apimodel.IsChan(c.pass.TypesInfo.TypeOf(t.queue)) && c.leavesAfter(f, put) {
		return true
	}
	inBranch := func(n ast.Node) bool { return ir.Contains(f.branch, n) }
	what := c.treatmentOf(t.scope)
	return what.paced ||
		slices.ContainsFunc(what.sends, func(n *ast.SendStmt) bool {
			return n != put.Node() && c.varOf(n.Chan) == c.varOf(t.queue) && c.rootVar(n.Value) == t.elem && !inBranch(n)
		}) ||
		slices.ContainsFunc(what.compares, func(n *ast.BinaryExpr) bool {
			if n.Op == token.EQL || n.Op == token.NEQ {
				return c.mentionsVar(n, t.elem)
			}
			return inBranch(n) || c.mentionsVar(n, t.elem)
		}) ||
		c.decides(f, put, t)
}

// A treatment is what is done in a scope, whatever the element.
type treatment struct {
	paced    bool // a name speaks of attempts or of waiting
	sends    []*ast.SendStmt
	compares []*ast.BinaryExpr // but for those with nil
}

// treatmentOf returns what is done in scope.
func (c *checker) treatmentOf(scope ast.Node) *treatment {
	return memo(c.drops.treatments, scope, func() *treatment {
		what := new(treatment)
		ast.Inspect(scope, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				switch n.Op {
				case token.LSS, token.GTR, token.LEQ, token.GEQ, token.EQL, token.NEQ:
					if !c.pass.TypesInfo.Types[n.Y].IsNil() {
						what.compares = append(what.compares, n)
					}
				}
			case *ast.SendStmt:
				what.sends = append(what.sends, n)
			case *ast.Ident:
				what.paced = what.paced || pacing.MatchString(n.Name)
			}
			return true
		})
		return what
	})
}

// decides reports whether the branch of f asks a function about the element, or waits for something, before it
// is put back.
func (c *checker) decides(f *failure, put inspector.Cursor, t *taking) bool {
	found := false
	ast.Inspect(f.branch, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			ast.Inspect(n.Cond, func(m ast.Node) bool {
				if call, ok := m.(*ast.CallExpr); ok && c.mentionsVar(call, t.elem) {
					found = true
				}
				return !found
			})
		case *ast.SelectStmt:
			found = found || !sendsIn(n, put.Node())
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW && !inSelect(f.branch, n)
		}
		return !found
	})
	return found
}

// leavesAfter reports whether a statement of the branch that comes after put may leave the loop.
func (c *checker) leavesAfter(f *failure, put inspector.Cursor) bool {
	for at := put; at.Node() != ast.Node(f.branch); at = at.Parent() {
		var after []ast.Stmt
		switch n := at.Node().(type) {
		case *ast.CommClause:
			after = n.Body // the other cases are taken instead
		case *ast.CaseClause:
		case ast.Stmt:
			after = enclosingStmts(at)
		}
		for _, s := range after {
			if s.Pos() > put.Node().Pos() && s.Pos() > at.Node().Pos() && c.leavesLoop(s) {
				return true
			}
		}
	}
	return false
}

// sendsIn reports whether put is a case of sel itself.
func sendsIn(sel *ast.SelectStmt, put ast.Node) bool {
	return slices.ContainsFunc(sel.Body.List, func(s ast.Stmt) bool { return s.(*ast.CommClause).Comm == put })
}

// inSelect reports whether n is received by a case of a select statement in branch.
func inSelect(branch *ast.IfStmt, n ast.Node) bool {
	found := false
	ast.Inspect(branch, func(m ast.Node) bool {
		if clause, ok := m.(*ast.CommClause); ok && clause.Comm != nil && ir.Contains(clause.Comm, n) {
			found = true
		}
		return !found
	})
	return found
}

// mentionsVar reports whether v is named in n.
func (c *checker) mentionsVar(n ast.Node, v *types.Var) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && c.pass.TypesInfo.Uses[id] == v {
			found = true
		}
		return !found
	})
	return found
}

// isWorkqueue reports whether e is a work queue of client-go, whose Add doesn't wait, unlike
// AddAfter and AddRateLimited.
func (c *checker) isWorkqueue(e ast.Expr) bool {
	t := c.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "k8s.io/client-go/util/workqueue"
}

// rootVar returns the variable that e is, or is a part of, or points to; nil if it is none.
func (c *checker) rootVar(e ast.Expr) *types.Var {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			v, _ := c.pass.TypesInfo.ObjectOf(x).(*types.Var)
			return v
		case *ast.UnaryExpr:
			if x.Op != token.AND {
				return nil
			}
			e = x.X
		case *ast.StarExpr:
			e = x.X
		default:
			return nil
		}
	}
}
