package goroutineleak

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/ownership"
	"github.com/asynclint/asynclint/passes/tasks"
)

// halfPipes looks for ends of pipes that are left open: whoever is at the other
// end waits for ever.
func (c *checker) halfPipes() {
	if !c.uses("io.Pipe") {
		return
	}
	p := &halfPipes{checker: c, own: ownership.Of(c.pass), tasks: make(map[*ssa.Function]*tasks.Flow)}
	for _, f := range c.tasks.Flows() {
		for _, fn := range f.Bodies {
			if fn.Parent() != nil {
				p.tasks[fn] = f
			}
		}
	}
	for _, fn := range c.ir.Functions() {
		if c.skips(c.ir.File(fn.Pos())) {
			continue
		}
		for instr := range ir.Instrs(fn) {
			if call, ok := instr.(*ssa.Call); ok {
				if callee := c.ir.Callee(call.Common()); callee.Func != nil && callee.Func.FullName() == "io.Pipe" {
					p.pipe(call)
				}
			}
		}
	}
}

type halfPipes struct {
	*checker
	own   *ownership.Result
	tasks map[*ssa.Function]*tasks.Flow // by the literals that run
}

// An end is one of the two of a pipe.
type end struct {
	value ssa.Value
	name  string // as the source calls it
	fate  *ownership.Fate
	read  bool
	made  *ssa.Call
}

func (c *halfPipes) pipe(call *ssa.Call) {
	var ends [2]*end
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok {
			ends[x.Index] = &end{value: x, fate: c.own.Fate(x), read: x.Index == 0, made: call}
		}
	}
	r, w := ends[0], ends[1]
	if r == nil || w == nil {
		return
	}
	c.names(call, r, w)
	if f := c.soleUser(w); f != nil {
		c.writingTask(f, r, w)
	}
	if f := c.soleUser(r); f != nil && c.staysHome(w) {
		c.deserted(f, w, r, nil)
	}
	if f := c.soleUser(w); f != nil && c.staysHome(r) {
		for _, u := range r.fate.Borrows {
			if call, ok := u.Instr.(*ssa.Call); ok && u.In == f.In {
				for _, e := range failures(call) {
					c.deserted(f, r, w, &e)
				}
			}
		}
	}
}

// soleUser returns the task that alone closes the end, or hands it on, if
// anybody does; nil if there are others.
func (c *halfPipes) soleUser(e *end) *tasks.Flow {
	var sole *tasks.Flow
	for _, u := range e.fate.Uses() {
		f := c.taskOf(u.In, e.fate.Home)
		if f == nil {
			if u.Kind != ownership.Borrow && !c.cannotClose(u) {
				return nil
			}
			continue
		}
		if sole != nil && sole != f {
			return nil
		}
		sole = f
	}
	return sole
}

// staysHome reports whether only the function that makes the pipe has the end,
// until it returns it.
func (c *halfPipes) staysHome(e *end) bool {
	for _, u := range e.fate.Uses() {
		if u.Async || u.Kind == ownership.HandOn && u.How != ownership.Returned || c.taskOf(u.In, e.fate.Home) != nil {
			return false
		}
	}
	return true
}

// taskOf returns the task whose literal fn is or is part of, nil if it is none
// of those started in home.
func (c *halfPipes) taskOf(fn, home *ssa.Function) *tasks.Flow {
	for ; fn != nil && fn != home; fn = fn.Parent() {
		if f := c.tasks[fn]; f != nil && len(f.Bodies) == 1 {
			return f
		}
	}
	return nil
}

// cannotClose reports whether the end is passed as an io.Writer: the function
// may keep it, but has no method to close it.
func (c *halfPipes) cannotClose(u ownership.Use) bool {
	common := callOf(u.Instr)
	if u.How != ownership.Passed || u.Kind == ownership.Release || common == nil {
		return false
	}
	params := common.Signature().Params()
	if u.Callee != nil {
		params = u.Callee.Signature().Params()
	}
	if u.Param < 0 || u.Param >= params.Len() {
		return false
	}
	named, ok := types.Unalias(params.At(u.Param).Type()).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "io" && named.Obj().Name() == "Writer"
}

// search returns the search for paths on which the end stays open.
func (c *halfPipes) search(e *end) ir.Search {
	open := make(map[ssa.Instruction]bool) // does not close the end, though it may look so
	for _, u := range e.fate.Hands {
		if !e.read && c.cannotClose(u) {
			open[u.Instr] = true
		}
	}
	for _, u := range e.fate.Releases {
		if u.How == ownership.Method && u.Callee != nil && u.Callee.Pkg() != nil && isWrapper(u.Callee.Pkg().Path()) {
			open[u.Instr] = true // closes what is around the end
		}
	}
	return ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			return !open[instr] && c.own.Ends(instr, e.value) != ownership.No
		},
		Edge: func(from, to *ssa.BasicBlock) bool {
			return !c.own.EndsEdge(from, to, e.value) && !c.failedWrite(from, to, e)
		},
	}
}

// isWrapper reports whether the package with the given path has writers around
// writers, which they don't close.
func isWrapper(path string) bool {
	switch path {
	case "archive/tar", "archive/zip", "bufio", "compress/flate", "compress/gzip", "compress/lzw", "compress/zlib", "encoding/base64",
		"encoding/csv", "encoding/hex", "encoding/xml", "mime/multipart", "mime/quotedprintable", "text/tabwriter":
		return true
	}
	return false
}

// failedWrite reports whether the edge is taken if a write to the end failed:
// the other end is closed then.
func (c *halfPipes) failedWrite(from, to *ssa.BasicBlock, e *end) bool {
	call := failed(from, to)
	if call == nil {
		return false
	}
	callee := c.ir.Callee(call.Common())
	if callee.Func == nil {
		return false
	}
	switch callee.Func.FullName() {
	case "fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln", "io.WriteString":
		return e.fate.Holds(callee.Args[0])
	}
	switch callee.Func.Name() {
	case "Write", "WriteString", "WriteByte", "WriteRune", "Flush":
		return callee.Recv != nil && e.fate.Holds(callee.Recv)
	}
	return false
}

// writingTask reports a task that can end without closing the end on which it
// writes.
func (c *halfPipes) writingTask(f *tasks.Flow, r, w *end) {
	body := f.Bodies[0]
	esc := c.ir.EscapeEntry(body, c.search(w))
	if esc == nil || !c.isRead(r) {
		return
	}
	message := fmt.Sprintf("goroutine ends here without closing %s: whoever reads from %s waits for ever", w.name, r.name)
	c.rep.ReportOn(ir.Point(esc.Pos()), halfPipe, message, []analysis.RelatedInformation{
		{Pos: w.made.Pos(), Message: "the pipe is made here"},
		diagnose.Related(f.Task.Site, "the goroutine starts here"),
	})
}

// isRead reports whether anything is done with the end besides closing it.
func (c *halfPipes) isRead(r *end) bool { return len(r.fate.Borrows)+len(r.fate.Hands) > 0 }

// deserted reports a function that can return without closing its end of the
// pipe while the task f is at the other one: after the start of f, or along the
// edge on which something failed.
func (c *halfPipes) deserted(f *tasks.Flow, mine, theirs *end, failure *failure) {
	s := c.search(mine)
	var from ssa.Instruction = f.Start
	if failure != nil {
		if !f.Start.Block().Dominates(failure.edge[0]) {
			return
		}
		open := s.Edge
		s.Edge = func(from, to *ssa.BasicBlock) bool {
			return (from != failure.edge[0] || to == failure.edge[1]) && open(from, to)
		}
		from = failure.call
	}
	esc := c.ir.Escape(from, s)
	if esc == nil {
		return
	}
	verb := "reads from"
	if mine.read {
		verb = "writes to"
	}
	message := fmt.Sprintf("function returns here without closing %s: the goroutine started at line %d, which %s %s, waits for ever",
		mine.name, c.line(f.Task.Site.Pos()), verb, theirs.name)
	rel := []analysis.RelatedInformation{
		{Pos: mine.made.Pos(), Message: "the pipe is made here"},
		diagnose.Related(f.Task.Site, "the goroutine starts here"),
	}
	c.rep.ReportOn(ir.Point(esc.Pos()), halfPipe, message, rel)
}

// A failure is what follows if a call fails.
type failure struct {
	call *ssa.Call
	edge edge
}

// failures returns the edges that are taken because call failed.
func failures(call *ssa.Call) []failure {
	var list []failure
	for _, b := range call.Parent().Blocks {
		for _, succ := range b.Succs {
			if failed(b, succ) == call {
				list = append(list, failure{call, edge{b, succ}})
			}
		}
	}
	return list
}

// failed returns the call for whose error not being nil the edge is taken; nil
// if it is taken for something else.
func failed(from, to *ssa.BasicBlock) *ssa.Call {
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return nil
	}
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.NEQ && cmp.Op != token.EQL {
		return nil
	}
	if y, ok := cmp.Y.(*ssa.Const); !ok || !y.IsNil() || (cmp.Op == token.NEQ) != (to == from.Succs[0]) {
		return nil
	}
	if !types.Identical(cmp.X.Type(), types.Universe.Lookup("error").Type()) {
		return nil
	}
	switch x := cmp.X.(type) {
	case *ssa.Call:
		return x
	case *ssa.Extract:
		call, _ := x.Tuple.(*ssa.Call)
		return call
	}
	return nil
}

// names finds what the source calls the ends.
func (c *halfPipes) names(call *ssa.Call, r, w *end) {
	r.name, w.name = "the reader", "the writer"
	assign, ok := ir.Innermost[*ast.AssignStmt](c.ir, call.Pos())
	if ok && len(assign.Lhs) == 2 && len(assign.Rhs) == 1 {
		r.name, w.name = types.ExprString(assign.Lhs[0]), types.ExprString(assign.Lhs[1])
	}
}
