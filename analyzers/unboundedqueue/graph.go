package unboundedqueue

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A graph tells which functions of the package call which, by their names, and
// which literals run where they are written.
type graph struct {
	cursors map[ast.Node]inspector.Cursor // of *ast.FuncDecl and *ast.FuncLit
	decls   map[*types.Func]*ast.FuncDecl
	out, in map[ast.Node][]edgeTo
	values  map[ast.Node]bool          // functions that are used otherwise than by being called
	tasks   map[ast.Node][]*tasks.Task // by the functions that run as them
	reach   map[ast.Node]map[ast.Node]bool
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
		tasks:   make(map[ast.Node][]*tasks.Task),
		reach:   make(map[ast.Node]map[ast.Node]bool),
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
	bodies := make(map[ast.Node]bool)  // what runs as a task
	for _, t := range tasks.Of(c.pass).All() {
		if t.Kind == tasks.GoStmt {
			started[t.Call] = true
		}
		for _, b := range t.Bodies {
			if !c.inTest(t.Site.Pos()) {
				g.tasks[b.Node] = append(g.tasks[b.Node], t)
			}
			bodies[b.Node] = true
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
			} else if from := ir.FuncAround(at); from != nil && !started[at.Parent().Node()] {
				link(from, d, at.Parent())
			}
		case *ast.FuncLit:
			// A literal that is no task runs, for all we know, where it is written,
			// or where it is called if it is in a variable: close enough.
			if from := ir.FuncAround(cur.Parent()); from != nil && !bodies[n] {
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
}

// body returns the function with which the way to v begins.
func (v *visit) body() ast.Node {
	for v.from != nil {
		v = v.from
	}
	return v.fn
}

// maxFuncs is how many functions are looked at on the way from a queue to the
// tasks that come to it, and from a task on. Where there are more, nothing is known.
const maxFuncs = 2000

// visitsTo calls yield for the tasks that come to fn in a loop, the nearest first;
// looped says that what matters in fn is in a loop already.
func (g *graph) visitsTo(fn ast.Node, looped bool, yield func(*tasks.Task, *visit) bool) {
	type state struct {
		fn     ast.Node
		looped bool
	}
	type step struct {
		state
		down *step // to fn
		loop bool  // the call to down is in a loop
	}
	list := []*step{{state: state{fn, looped}}}
	seen := map[state]bool{list[0].state: true}
	for i := 0; i < len(list) && i < maxFuncs; i++ {
		s := list[i]
		if started := g.tasks[s.fn]; s.looped && len(started) > 0 {
			v := &visit{fn: s.fn}
			for down := s; down.down != nil; down = down.down {
				v = &visit{fn: down.down.fn, loop: v.loop || down.loop, from: v}
			}
			if !yield(started[0], v) {
				return
			}
		}
		for _, e := range g.in[s.fn] {
			up := state{e.fn, s.looped || e.loop}
			if !seen[up] {
				seen[up] = true
				list = append(list, &step{up, s, e.loop})
			}
		}
	}
}

// reachOf returns the functions that a task with the given body comes to by calls,
// nil if there are too many of them.
func (g *graph) reachOf(body ast.Node) map[ast.Node]bool {
	return memo(g.reach, body, func() map[ast.Node]bool {
		list, seen := []ast.Node{body}, map[ast.Node]bool{body: true}
		for i := 0; i < len(list); i++ {
			for _, e := range g.out[list[i]] {
				if seen[e.fn] {
					continue
				}
				if len(list) == maxFuncs {
					return nil
				}
				seen[e.fn] = true
				list = append(list, e.fn)
			}
		}
		return seen
	})
}

// name returns how messages call a function, "" for a literal.
func name(fn ast.Node) string {
	if d, ok := fn.(*ast.FuncDecl); ok {
		return d.Name.Name
	}
	return ""
}
