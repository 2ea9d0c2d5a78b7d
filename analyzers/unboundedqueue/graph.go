package unboundedqueue

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/passes/tasks"
)

// A graph tells which functions of the package call which, by their names, and
// which literals run where they are written.
type graph struct {
	cursors map[ast.Node]inspector.Cursor // of *ast.FuncDecl and *ast.FuncLit
	decls   map[*types.Func]*ast.FuncDecl
	out, in map[ast.Node][]edgeTo
	values  map[ast.Node]bool // functions that are used otherwise than by being called
	tasks   []*tasks.Task
	bodies  map[ast.Node]bool // functions that run as tasks
}

// An edgeTo is a call that leads to, or comes from, a function.
type edgeTo struct {
	fn   ast.Node
	call inspector.Cursor
	loop bool // the call is in a loop
}

// graphOf returns the call graph of the package.
func (c *checker) graphOf() *graph {
	if c.graph != nil {
		return c.graph
	}
	g := &graph{
		cursors: make(map[ast.Node]inspector.Cursor),
		decls:   make(map[*types.Func]*ast.FuncDecl),
		out:     make(map[ast.Node][]edgeTo),
		in:      make(map[ast.Node][]edgeTo),
		values:  make(map[ast.Node]bool),
		bodies:  make(map[ast.Node]bool),
	}
	c.graph = g
	for cur := range c.in.Root().Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		g.cursors[cur.Node()] = cur
		if d, ok := cur.Node().(*ast.FuncDecl); ok {
			if fn, ok := c.pass.TypesInfo.Defs[d.Name].(*types.Func); ok {
				g.decls[fn] = d
			}
		}
	}
	started := make(map[ast.Node]bool) // what go statements call
	g.tasks = tasks.Of(c.pass).All()
	for _, t := range g.tasks {
		if t.Kind == tasks.GoStmt {
			started[t.Call] = true
		}
		for _, b := range t.Bodies {
			g.bodies[b.Node] = true
		}
	}
	link := func(from, to ast.Node, call inspector.Cursor) {
		loop := inLoop(call)
		g.out[from] = append(g.out[from], edgeTo{fn: to, call: call, loop: loop})
		g.in[to] = append(g.in[to], edgeTo{fn: from, call: call, loop: loop})
	}
	for cur := range c.in.Root().Preorder((*ast.Ident)(nil), (*ast.FuncLit)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.Ident:
			fn, ok := c.pass.TypesInfo.Uses[n].(*types.Func)
			if !ok {
				continue
			}
			d := g.decls[fn.Origin()]
			if d == nil {
				continue
			}
			at := whole(cur)
			if k, _ := at.ParentEdge(); k != edge.CallExpr_Fun {
				g.values[d] = true
			} else if from := enclosing(at); from != nil && !started[at.Parent().Node()] {
				link(from, d, at.Parent())
			}
		case *ast.FuncLit:
			// A literal that is no task runs, for all we know, where it is written,
			// or where it is called if it is in a variable: close enough.
			if from := enclosing(cur.Parent()); from != nil && !g.bodies[n] {
				link(from, n, cur)
			}
		}
	}
	return g
}

// inLoop reports whether cur is in a loop of the function around it.
func inLoop(cur inspector.Cursor) bool {
	for up := range cur.Parent().Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch up.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		}
		return false
	}
	return false
}

// A visit is a function that a task comes to, and how.
type visit struct {
	fn   ast.Node
	loop bool // a loop of the task, or of what it calls, leads here
	from *visit
	call inspector.Cursor // in from
}

// from returns what body comes to by calls, each function once, or twice if it is
// reached both outside of loops and in one.
func (g *graph) from(body ast.Node) []*visit {
	type key struct {
		fn   ast.Node
		loop bool
	}
	list := []*visit{{fn: body}}
	seen := map[key]bool{{body, false}: true}
	for i := 0; i < len(list); i++ {
		v := list[i]
		for _, e := range g.out[v.fn] {
			k := key{e.fn, v.loop || e.loop}
			if !seen[k] {
				seen[k] = true
				list = append(list, &visit{fn: k.fn, loop: k.loop, from: v, call: e.call})
			}
		}
	}
	return list
}

// name returns how messages call a function, "" for a literal.
func name(fn ast.Node) string {
	if d, ok := fn.(*ast.FuncDecl); ok {
		return d.Name.Name
	}
	return ""
}
