package unboundedqueue

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/ir"
)

// A table is a map or a sync.Map, in a field or a variable of the package, that has
// an entry for each request which waits for its reply.
type table struct {
	v        *types.Var
	inserts  []insert
	removals []use             // delete, clear, another map instead
	keyed    *use              // the first delete of one entry, by who looks it up for a reply
	lookups  map[ast.Node]bool // functions that take an entry
	lost     bool              // it is used otherwise, or something removes old entries
}

// An insert is where something that can be waited for is put under a key that is a
// number of its own.
type insert struct {
	use
	table, key, value ast.Expr
}

// numbered matches the names of keys that are made for one request, and shared
// those of keys that requests have in common.
var (
	numbered = lazyregexp.Regexp{Expr: `(?i)(id|seq|seqno|xid|num|number|nonce|token|uuid|tag|serial|cookie|counter)$`}
	shared   = lazyregexp.Regexp{Expr: `(?i)(peer|node|user|client|server|conn|host|group|topic|session|stream|service|account|device|shard|partition|worker|member|name|addr)`}
	ending   = lazyregexp.Regexp{Expr: `(?i)(clos|stop|shut|terminat|disconnect|fail|reset|abort|kill|quit|exit|destroy|drain|finish|flush)`}
)

// tables returns the tables of the package, in the order in which something is
// first added.
func (c *checker) tables() []*table {
	byVar := make(map[*types.Var]*table)
	var list []*table
	for cur := range c.in.Root().Preorder((*ast.AssignStmt)(nil), (*ast.CallExpr)(nil)) {
		ins, ok := c.insertAt(cur)
		if !ok || c.inTest(cur.Node().Pos()) {
			continue
		}
		v := c.varOf(ins.table)
		if v == nil || v.Pkg() != c.pass.Pkg || isLocal(v) || !c.perRequest(v.Type(), ins) {
			continue
		}
		t := byVar[v]
		if t == nil {
			t = &table{v: v, lookups: make(map[ast.Node]bool)}
			byVar[v] = t
			list = append(list, t)
		}
		t.inserts = append(t.inserts, ins)
	}
	if len(list) == 0 {
		return nil
	}
	for cur := range c.in.Root().Preorder((*ast.Ident)(nil)) {
		v, ok := c.pass.TypesInfo.Uses[cur.Node().(*ast.Ident)].(*types.Var)
		if !ok {
			continue
		}
		if t := byVar[v.Origin()]; t != nil && !c.inTest(cur.Node().Pos()) {
			c.tabled(t, whole(cur))
		}
	}
	kept := list[:0]
	for _, t := range list {
		for _, r := range t.removals {
			if t.keyed == nil && t.lookups[r.fn] && c.isDelete(r) {
				t.keyed = &r
			}
		}
		if !t.lost && t.keyed != nil {
			kept = append(kept, t)
		}
	}
	return kept
}

// insertAt returns what is put into a map by the statement or call at cur.
func (c *checker) insertAt(cur inspector.Cursor) (ins insert, ok bool) {
	switch n := cur.Node().(type) {
	case *ast.AssignStmt: // m[id] = ch
		if len(n.Lhs) != 1 || len(n.Rhs) != 1 || n.Tok != token.ASSIGN {
			return insert{}, false
		}
		index, ok := ast.Unparen(n.Lhs[0]).(*ast.IndexExpr)
		if !ok {
			return insert{}, false
		}
		return insert{use{cur: cur, fn: ir.FuncAround(cur)}, index.X, index.Index, n.Rhs[0]}, true
	case *ast.CallExpr: // m.Store(id, ch)
		sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Store" || len(n.Args) != 2 || !isSyncMap(c.pass.TypesInfo.TypeOf(sel.X)) {
			return insert{}, false
		}
		return insert{use{cur: cur, fn: ir.FuncAround(cur)}, sel.X, n.Args[0], n.Args[1]}, true
	}
	return insert{}, false
}

func isSyncMap(t types.Type) bool {
	if t == nil {
		return false
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Map" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync"
}

// perRequest reports whether ins puts into a map of type t, under a key like that of
// a request, what the request waits for.
func (c *checker) perRequest(t types.Type, ins insert) bool {
	elem, keyType := c.pass.TypesInfo.TypeOf(ins.value), c.pass.TypesInfo.TypeOf(ins.key)
	if m, ok := t.Underlying().(*types.Map); ok {
		elem, keyType = m.Elem(), m.Key()
	} else if !isSyncMap(t) {
		return false
	}
	if elem == nil || !waits(elem) {
		return false
	}
	if b, ok := keyType.Underlying().(*types.Basic); !ok || c.pass.TypesSizes.Sizeof(b) <= 2 {
		return false // with two bytes there is an end
	}
	key := ins.key
	for {
		switch k := ast.Unparen(key).(type) {
		case *ast.Ident:
			return numbered.MatchString(k.Name) && !shared.MatchString(k.Name)
		case *ast.SelectorExpr:
			return numbered.MatchString(k.Sel.Name) && !shared.MatchString(k.Sel.Name)
		case *ast.CallExpr:
			if len(k.Args) == 1 && c.pass.TypesInfo.Types[k.Fun].IsType() {
				key = k.Args[0]
				continue
			}
			key = k.Fun
		default:
			return false
		}
	}
}

// waits reports whether a value of type t is, or has, what can be waited for.
func waits(t types.Type) bool {
	if waitable(t) {
		return true
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if waitable(f.Type()) {
			return true
		}
	}
	return false
}

// tabled records what is done with t at cur, an expression that denotes it.
func (c *checker) tabled(t *table, cur inspector.Cursor) {
	u := use{cur: cur, fn: ir.FuncAround(cur)}
	kind, i := cur.ParentEdge()
	switch n := cur.Parent().Node().(type) {
	case *ast.BinaryExpr:
	case *ast.IndexExpr:
		if taken(cur.Parent()) {
			t.lookups[u.fn] = true
		}
	case *ast.RangeStmt:
		t.lost = t.lost || kind != edge.RangeStmt_X
	case *ast.AssignStmt:
		if kind != edge.AssignStmt_Lhs || len(n.Lhs) != len(n.Rhs) {
			t.lost = true
			return
		}
		if _, ok := ast.Unparen(n.Rhs[i]).(*ast.Ident); ok || !c.endsAll(u) {
			t.lost = true // perhaps one for each period
		}
		t.removals = append(t.removals, u)
	case *ast.SelectorExpr: // of a sync.Map
		c.method(t, n.Sel.Name, use{cur: cur.Parent().Parent(), fn: u.fn})
	case *ast.KeyValueExpr:
		t.lost = t.lost || kind != edge.KeyValueExpr_Key
	case *ast.CallExpr:
		switch {
		case kind != edge.CallExpr_Args:
			t.lost = true
		case c.isBuiltin(n, "delete"):
			t.removals = append(t.removals, use{cur: cur.Parent(), fn: u.fn})
			if c.sweeps(t, u) {
				t.lost = t.lost || !c.endsAll(u)
			}
		case c.isBuiltin(n, "clear"):
			t.removals = append(t.removals, u)
			t.lost = t.lost || !c.endsAll(u)
		case c.isBuiltin(n, "len"):
			q := &queue{v: t.v}
			c.length(q, use{cur: cur.Parent(), fn: u.fn})
			t.lost = t.lost || len(q.lens) > 0
		default:
			t.lost = true
		}
	default:
		t.lost = true
	}
}

// method records what is done with t, a sync.Map, by calling a method of it at u.
func (c *checker) method(t *table, name string, u use) {
	if _, ok := u.cur.Node().(*ast.CallExpr); !ok {
		t.lost = true
		return
	}
	switch name {
	case "Store":
	case "Load":
		t.lookups[u.fn] = true
	case "LoadAndDelete":
		t.lookups[u.fn] = true
		t.removals = append(t.removals, u)
	case "Delete":
		t.removals = append(t.removals, u)
	default: // Range, and what sees to it that there is one for a key
		t.removals = append(t.removals, u)
		t.lost = t.lost || !c.endsAll(u)
	}
}

// isDelete reports whether the removal r is of one entry, and not of all in a loop.
func (c *checker) isDelete(r use) bool {
	call, ok := r.cur.Node().(*ast.CallExpr)
	if !ok {
		return false
	}
	switch calledName(call) {
	case "Delete", "LoadAndDelete":
		return true
	}
	return c.isBuiltin(call, "delete") && !c.sweeps(&table{v: c.varOf(call.Args[0])}, r)
}

// taken reports whether the value of the index expression at cur is used, and not
// only whether there is one.
func taken(cur inspector.Cursor) bool {
	assign, ok := cur.Parent().Node().(*ast.AssignStmt)
	if !ok {
		return true
	}
	if kind, _ := cur.ParentEdge(); kind != edge.AssignStmt_Rhs {
		return false
	}
	id, ok := assign.Lhs[0].(*ast.Ident)
	return !ok || id.Name != "_"
}

// sweeps reports whether the removal at u is in a loop over the entries of t.
func (c *checker) sweeps(t *table, u use) bool {
	for up := range u.cur.Enclosing((*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		r, ok := up.Node().(*ast.RangeStmt)
		if !ok {
			return false
		}
		if c.varOf(r.X) == t.v {
			return true
		}
	}
	return false
}

// endsAll reports whether the function around u is one that makes things or ends
// them, so that what it does with a table says nothing about single entries.
func (c *checker) endsAll(u use) bool {
	return u.fn != nil && (c.setsUp(u.fn) || ending.MatchString(name(u.fn)))
}
