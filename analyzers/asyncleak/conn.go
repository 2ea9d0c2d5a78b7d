package asyncleak

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/ownership"
	"github.com/asynclint/asynclint/passes/tasks"
)

// unclosedConn reports the paths on which body, which runs as the task t, does
// not close the connection that its spawner has accepted for it.
func (c *checker) unclosedConn(t *tasks.Task, body *ssa.Function) {
	if t.Kind != tasks.GoStmt {
		return
	}
	f := c.tasks.Flow(t)
	if f == nil {
		return
	}
	start, ok := f.Start.(*ssa.Go)
	if !ok {
		return
	}
	for _, a := range c.accepted(f.In) {
		if c.onlyFor(start, a) {
			c.kept(start, body, a)
		}
	}
}

// accepted returns the connections that fn accepts.
func (c *checker) accepted(fn *ssa.Function) []ownership.Acquisition {
	list, ok := c.accepts[fn]
	if ok {
		return list
	}
	for part := range ir.Parts(fn) {
		for call := range ir.Calls(part) {
			for _, a := range c.own.Acquires(call) {
				if a.Value != nil && a.Resource.Category == "conn" && strings.HasPrefix(a.Resource.Name, "Accept") {
					list = append(list, a)
				}
			}
		}
	}
	c.accepts[fn] = list
	return list
}

// onlyFor reports whether the spawner does nothing else with the connection that
// could mean that somebody else closes it.
func (c *checker) onlyFor(start *ssa.Go, a ownership.Acquisition) bool {
	for _, use := range c.own.Fate(a.Value).Uses() {
		if use.Kind != ownership.Borrow && !use.Async {
			return false
		}
		if use.In == a.Call.Parent() && use.Async && use.Instr != ssa.Instruction(start) {
			return false // another task has it too
		}
	}
	return true
}

// kept reports a path of body that keeps the connection open.
func (c *checker) kept(start *ssa.Go, body *ssa.Function, a ownership.Acquisition) {
	conn := c.inside(start, body, a)
	if conn == nil {
		return
	}
	e := c.ir.EscapeEntry(body, ir.Search{
		Stop: func(instr ssa.Instruction) bool { return c.own.Ends(instr, conn) != ownership.No },
		Edge: func(from, to *ssa.BasicBlock) bool { return !c.own.EndsEdge(from, to, conn) },
	})
	if e == nil {
		return
	}
	name := c.nameOf(a)
	if conn != a.Value {
		name = conn.Name()
	}
	if name == "" {
		name = "the connection"
	}
	how := "returns here"
	if e.Implicit() {
		how = "ends here"
	}
	c.report(e.Pos(), unclosedConn,
		fmt.Sprintf("%s, accepted at line %d, is not closed when the goroutine %s", name, c.line(a.Call.Pos()), how),
		related(a.Call.Pos(), "the connection is accepted here"),
		related(start.Pos(), "the goroutine that serves it is started here"))
}

// inside returns what the connection is in the task's body: a parameter, or the
// value itself if the body captures it; nil if neither.
func (c *checker) inside(start *ssa.Go, body *ssa.Function, a ownership.Acquisition) ssa.Value {
	fate := c.own.Fate(a.Value)
	for i, arg := range start.Call.Args {
		if fate.Holds(arg) && c.ir.Resolve(arg) == c.ir.Resolve(a.Value) && i < len(body.Params) && len(body.Params) == len(start.Call.Args) {
			return body.Params[i]
		}
	}
	for _, use := range fate.Uses() {
		if use.In == body {
			return a.Value
		}
	}
	return nil
}
