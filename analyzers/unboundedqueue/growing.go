package unboundedqueue

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A consumer is a task that takes elements out of a queue, again and again, and
// may be held up between.
type consumer struct {
	task  *tasks.Task
	drain use
	reach map[ast.Node]bool // what the task comes to
	slow  slowness
}

// growingSlices reports the queues between tasks that nothing bounds.
func (c *checker) growingSlices() {
	if !c.slices && !c.callbacks {
		return
	}
	queues := c.queues()
	if c.slices {
		c.relays(queues)
	}
	if !tasks.Of(c.pass).Any() {
		return
	}
	for _, q := range queues {
		if !q.between() || c.tellsWaiter(q.v.Type()) || c.declaredUnbounded(q) {
			continue
		}
		cons := c.consumerOf(q)
		if cons == nil || cons.givesUp(q) || cons.shares(q) || c.measured(q, cons) {
			continue
		}
		if !cons.slow.back && !c.slices {
			continue
		}
		if push, ok := c.unboundedPush(q, cons); ok {
			c.reportGrowing(q, push, cons)
		}
	}
}

// consumerOf returns the task that takes elements out of q, nil if there is none.
func (c *checker) consumerOf(q *queue) (cons *consumer) {
	g := c.graphOf()
	for _, d := range q.drains {
		if d.fn == nil || !q.reads[d.fn] {
			continue
		}
		g.visitsTo(d.fn, inLoop(d.cur), func(t *tasks.Task, v *visit) bool {
			if slow := c.slowness(q, v); slow.node != nil {
				if reach := g.reachOf(v.body()); reach != nil && c.dedicated(v, reach) {
					cons = &consumer{task: t, drain: d, reach: reach, slow: slow}
				}
			}
			return cons == nil
		})
		if cons != nil {
			return cons
		}
	}
	return nil
}

// givesUp reports whether the function that takes elements from the front forgets all
// of them elsewhere: when it takes too long, say.
func (cons *consumer) givesUp(q *queue) bool {
	return !cons.drain.all && slices.ContainsFunc(q.drains, func(d use) bool { return d.fn == cons.drain.fn && d.all })
}

// shares reports whether others look at elements that are in q: it is a table of
// what is outstanding, or what is there already is not added again.
func (cons *consumer) shares(q *queue) bool {
	for fn := range q.reads {
		if fn != nil && !cons.reach[fn] && !ending.MatchString(name(fn)) {
			return true
		}
	}
	return false
}

// dedicated reports whether nobody but a task that comes to reach takes elements
// out on the way to v, unless to flush or to end: for others that is a thing done by the way, as
// to run what was put off, and the task is one of many that come along.
func (c *checker) dedicated(v *visit, reach map[ast.Node]bool) bool {
	for ; v.from != nil; v = v.from {
		for _, e := range c.graphOf().in[v.fn] {
			if !reach[e.fn] && !c.inTest(e.call.Node().Pos()) && !ending.MatchString(name(e.fn)) && !ending.MatchString(name(v.fn)) {
				return false
			}
		}
	}
	return true
}

// unboundedPush returns the first place outside of tests that adds to q, on
// another goroutine than the consumer's. There is none if any place bounds q:
// the others may rely on it.
func (c *checker) unboundedPush(q *queue, cons *consumer) (first use, ok bool) {
	for _, p := range q.pushes {
		if p.fn == nil || c.setsUp(p.fn) || !c.others(p.fn, cons) {
			continue
		}
		if !c.locked(p.fn, 2) || c.bounded(q, p) {
			return use{}, false
		}
		if !ok && !c.skips(p.cur.Node().Pos()) {
			first, ok = p, true
		}
	}
	return first, ok
}

// others reports whether somebody else than the consumer's task runs fn.
func (c *checker) others(fn ast.Node, cons *consumer) bool {
	if !cons.reach[fn] {
		return true
	}
	g := c.graphOf()
	if d, ok := fn.(*ast.FuncDecl); ok && (d.Name.IsExported() || g.values[d]) {
		return true
	}
	for _, e := range g.in[fn] {
		if !cons.reach[e.fn] {
			return true
		}
	}
	return false
}

// setsUp reports whether fn is a constructor or the like, which adds what there
// is to begin with.
func (c *checker) setsUp(fn ast.Node) bool {
	n := strings.ToLower(name(fn))
	for _, prefix := range []string{"new", "init", "make", "with", "open", "load", "restore", "recover"} {
		if strings.HasPrefix(n, prefix) {
			return true
		}
	}
	return false
}

// locked reports whether fn, or who calls it, at most depth steps up, takes a
// lock: what it adds to is meant for other goroutines.
func (c *checker) locked(fn ast.Node, depth int) bool {
	found := memo(c.idx.locks, fn, func() bool {
		found := false
		ast.Inspect(fn, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Lock" && len(call.Args) == 0 {
					found = true
				}
			}
			return !found
		})
		return found
	})
	if found || depth == 0 {
		return found
	}
	for _, e := range c.graphOf().in[fn] {
		if c.locked(e.fn, depth-1) {
			return true
		}
	}
	return false
}

func (c *checker) reportGrowing(q *queue, push use, cons *consumer) {
	node := push.cur.Node()
	what := queueName(q, node)
	who := name(push.fn)
	if who == "" {
		who = "a function literal"
	}
	msg := fmt.Sprintf("%s adds to %s, and nothing limits how long it gets: it grows while its consumer %s", who, what, cons.slow.text)
	category := growingSlice
	if cons.slow.back {
		category = growingCallbacks
	}
	d := analysis.Diagnostic{Pos: node.Pos(), End: node.End(), Category: category, Message: msg}
	d.Related = append(d.Related,
		diagnose.Related(cons.drain.cur.Node(), "the consumer takes from %s here", what),
		diagnose.Related(cons.slow.node, "where the consumer %s", cons.slow.text),
		diagnose.Related(cons.task.Site, "the consumer's task starts here"))
	c.rep.Report(d)
}

// queueName returns how the statement or call at a push calls the queue.
func queueName(q *queue, push ast.Node) string {
	var e ast.Expr
	switch n := push.(type) {
	case *ast.AssignStmt:
		e = n.Lhs[0]
	case *ast.CallExpr:
		e = ast.Unparen(n.Fun).(*ast.SelectorExpr).X
		if len(n.Args) == 2 { // heap.Push(&q, v)
			e = ast.Unparen(n.Args[0])
			if addr, ok := e.(*ast.UnaryExpr); ok {
				e = addr.X
			}
		}
	}
	if s := exprname.Of(e); s != "" {
		return s
	}
	return q.v.Name()
}
