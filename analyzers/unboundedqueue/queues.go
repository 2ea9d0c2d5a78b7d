package unboundedqueue

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/ir"
)

// A queue is a variable or field whose elements are added in one place and
// taken out in another: a slice, a heap, or a list of container/list.
type queue struct {
	v      *types.Var
	pushes []use
	drains []use

	// lens are the places that look at the length and compare it with something
	// else than nothing, or hand it on.
	lens []use

	// reads are the functions that take an element, or all; others only forget them.
	reads map[ast.Node]bool

	lost bool // its address is taken, or the uses don't look like those of a queue
}

// A use is one place where something is done with a queue.
type use struct {
	cur inspector.Cursor // the statement or call
	fn  ast.Node         // the *ast.FuncDecl or *ast.FuncLit around it; nil outside of functions
	all bool             // it takes out all elements at once, or forgets them
}

// queues returns the queues of the package in the order in which they are first
// added to. Those that nobody takes from are not among them; variables of one
// function are, see between.
func (c *checker) queues() []*queue {
	byVar := make(map[*types.Var]*queue)
	var list []*queue
	add := func(v *types.Var) {
		if v != nil && v.Pkg() == c.pass.Pkg && byVar[v] == nil {
			byVar[v] = &queue{v: v, reads: make(map[ast.Node]bool)}
			list = append(list, byVar[v])
		}
	}
	for cur := range c.in.Root().Preorder((*ast.AssignStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) != 1 || n.Tok != token.ASSIGN {
				continue
			}
			if v := c.varOf(n.Lhs[0]); v != nil && c.appendsTo(n.Rhs[0], v) {
				add(v)
			}
		case *ast.CallExpr:
			if v, name := c.listCall(n); name == "PushBack" {
				add(v)
			} else if v, name := c.heapCall(n); name == "Push" {
				add(v)
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	for cur := range c.in.Root().Preorder((*ast.Ident)(nil)) {
		id := cur.Node().(*ast.Ident)
		v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
		if !ok {
			continue
		}
		if q := byVar[v.Origin()]; q != nil && !c.inTest(id.Pos()) {
			c.classify(q, whole(cur))
		}
	}
	kept := list[:0]
	for _, q := range list {
		if !q.lost && len(q.pushes) > 0 && len(q.drains) > 0 {
			kept = append(kept, q)
		}
	}
	return kept
}

// between reports whether q is used by several functions: a variable of one is no
// queue between tasks.
func (q *queue) between() bool {
	if !isLocal(q.v) {
		return true
	}
	for _, p := range q.pushes {
		for _, d := range q.drains {
			if p.fn != d.fn {
				return true
			}
		}
	}
	return false
}

// whole returns the selector that the identifier at cur is the last part of, or
// cur, in its parentheses.
func whole(cur inspector.Cursor) inspector.Cursor {
	if kind, _ := cur.ParentEdge(); kind == edge.SelectorExpr_Sel {
		cur = cur.Parent()
	}
	for {
		if kind, _ := cur.ParentEdge(); kind != edge.ParenExpr_X {
			return cur
		}
		cur = cur.Parent()
	}
}

// appendsTo reports whether e is append(v, …) with something to add.
func (c *checker) appendsTo(e ast.Expr, v *types.Var) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && c.isBuiltin(call, "append") && len(call.Args) > 1 && c.varOf(call.Args[0]) == v
}

// listCall returns the list on which call calls a method of container/list, and
// which. The variable is nil if call is no such call.
func (c *checker) listCall(call *ast.CallExpr) (v *types.Var, method string) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, ""
	}
	fn := typeutil.StaticCallee(c.pass.TypesInfo, call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "container/list" || fn.Signature().Recv() == nil {
		return nil, ""
	}
	if v = c.varOf(sel.X); v == nil || !isList(v.Type()) {
		return nil, ""
	}
	return v, fn.Name()
}

// heapCall returns what call hands to a function of container/heap, and to which.
// The variable is nil if call is no such call.
func (c *checker) heapCall(call *ast.CallExpr) (v *types.Var, function string) {
	fn := typeutil.StaticCallee(c.pass.TypesInfo, call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "container/heap" || fn.Signature().Recv() != nil || len(call.Args) == 0 {
		return nil, ""
	}
	e := ast.Unparen(call.Args[0])
	if addr, ok := e.(*ast.UnaryExpr); ok && addr.Op == token.AND {
		e = addr.X
	}
	return c.varOf(e), fn.Name()
}

// heaped records what the call at u does with the heap q. It reports whether that
// is a call of a function of container/heap.
func (c *checker) heaped(q *queue, u use) bool {
	call, ok := u.cur.Node().(*ast.CallExpr)
	if !ok {
		return false
	}
	v, name := c.heapCall(call)
	if v != q.v {
		return false
	}
	switch name {
	case "Push":
		q.pushes = append(q.pushes, u)
	case "Pop":
		q.drains = append(q.drains, u)
		q.reads[u.fn] = true
	}
	return true
}

func isList(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "List" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "container/list"
}

// classify records what is done with q at cur, an expression that denotes it.
func (c *checker) classify(q *queue, cur inspector.Cursor) {
	u := use{cur: cur, fn: ir.FuncAround(cur)}
	parent := cur.Parent()
	kind, i := cur.ParentEdge()
	switch n := parent.Node().(type) {
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Lhs {
			c.assigned(q, u, n, i)
		} else {
			q.reads[u.fn] = true
		}
	case *ast.IndexExpr, *ast.RangeStmt, *ast.ReturnStmt, *ast.ValueSpec, *ast.SliceExpr:
		q.reads[u.fn] = true
	case *ast.UnaryExpr:
		if n.Op == token.AND && !c.heaped(q, use{cur: parent.Parent(), fn: u.fn}) {
			q.lost = true
		}
	case *ast.CallExpr:
		if c.heaped(q, use{cur: parent, fn: u.fn}) {
			return
		}
		if c.isBuiltin(n, "len") && kind == edge.CallExpr_Args {
			c.length(q, use{cur: parent, fn: u.fn})
		} else if kind == edge.CallExpr_Args && !c.isBuiltin(n, "append") && !c.isBuiltin(n, "cap") {
			q.reads[u.fn] = true
		}
	case *ast.SelectorExpr: // a method of a list or heap
		call, ok := parent.Parent().Node().(*ast.CallExpr)
		if !ok {
			q.lost = q.lost || isList(q.v.Type())
			return
		}
		u.cur = parent.Parent()
		if !isList(q.v.Type()) {
			if n.Sel.Name == "Len" {
				c.length(q, u)
			}
			return
		}
		_, name := c.listCall(call)
		switch name {
		case "PushBack":
			q.pushes = append(q.pushes, u)
		case "Front":
			q.reads[u.fn] = true
		case "Remove", "Init":
			q.drains = append(q.drains, u)
		case "Len":
			c.length(q, u)
		case "PushFront", "MoveToFront", "MoveToBack", "InsertBefore", "InsertAfter", "PushBackList", "PushFrontList":
			q.lost = true // rather a cache, or ordered by something else than arrival
		}
	}
}

// assigned records an assignment to q, the i-th operand on the left.
func (c *checker) assigned(q *queue, u use, n *ast.AssignStmt, i int) {
	u.cur = u.cur.Parent()
	if len(n.Lhs) != len(n.Rhs) {
		return
	}
	rhs := ast.Unparen(n.Rhs[i])
	switch {
	case c.appendsTo(rhs, q.v):
		q.pushes = append(q.pushes, u)
	case c.empties(rhs, q.v):
		s, ok := rhs.(*ast.SliceExpr)
		u.all = !ok || s.Low == nil
		q.drains = append(q.drains, u)
	}
}

// empties reports whether assigning e to v takes elements out from the front, or
// all of them: v[1:], v[:0], nil, make, slices.Delete(v, 0, …), another variable.
func (c *checker) empties(e ast.Expr, v *types.Var) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return true // nil, or a spare one: a swap
	case *ast.SelectorExpr:
		return true
	case *ast.SliceExpr:
		if c.varOf(e.X) != v {
			return true // of a spare one: a swap
		}
		if e.High == nil {
			return e.Low != nil
		}
		return isZero(c.pass.TypesInfo, e.High)
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.CallExpr:
		if c.isBuiltin(e, "make") {
			return true
		}
		if c.isBuiltin(e, "append") {
			// append(v[:0], v[n:]...), append([]T(nil), v[n:]...)
			if len(e.Args) != 2 || !e.Ellipsis.IsValid() {
				return false
			}
			s, ok := ast.Unparen(e.Args[1]).(*ast.SliceExpr)
			return ok && s.Low != nil && c.varOf(s.X) == v
		}
		fn := typeutil.StaticCallee(c.pass.TypesInfo, e)
		return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "slices" && fn.Name() == "Delete" &&
			len(e.Args) == 3 && isZero(c.pass.TypesInfo, e.Args[1])
	}
	return false
}

// length records that the length of q is taken at u, unless it is compared with
// nothing, counts a loop over the elements, or sizes another slice.
func (c *checker) length(q *queue, u use) {
	cur := u.cur
	for {
		kind, _ := cur.ParentEdge()
		parent := cur.Parent()
		switch n := parent.Node().(type) {
		case *ast.ParenExpr:
			cur = parent
			continue
		case *ast.BinaryExpr:
			other := n.Y
			if kind == edge.BinaryExpr_Y {
				other = n.X
			}
			if n.Op == token.EQL || n.Op == token.NEQ || n.Op == token.LSS || n.Op == token.GTR || n.Op == token.LEQ || n.Op == token.GEQ {
				if tv := c.pass.TypesInfo.Types[other]; tv.Value != nil && constant.Compare(tv.Value, token.LEQ, constant.MakeInt64(1)) {
					return
				}
				if k, _ := parent.ParentEdge(); k == edge.ForStmt_Cond {
					return
				}
			}
		case *ast.CallExpr:
			if kind != edge.CallExpr_Args {
				break
			}
			if tv := c.pass.TypesInfo.Types[n.Fun]; tv.IsType() {
				cur = parent // a conversion
				continue
			}
			return // logged, measured, or the size of a copy
		case *ast.SliceExpr, *ast.IndexExpr:
			return
		}
		q.lens = append(q.lens, u)
		return
	}
}

func isZero(info *types.Info, e ast.Expr) bool {
	tv := info.Types[e]
	return tv.Value != nil && tv.Value.Kind() == constant.Int && constant.Sign(tv.Value) == 0
}
