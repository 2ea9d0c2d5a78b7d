package unboundedspawn

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A trySend is a select statement that sends if it can, and else starts tasks.
type trySend struct {
	sel   *ast.SelectStmt
	sends []*ast.SendStmt
	start []ast.Stmt // statements of the default that may start a task
}

// trySends yields the select statements with a send and a default that may start
// a task, by the syntax alone.
func trySends(in *inspector.Inspector, yield func(trySend) bool) {
	for cur := range in.Root().Preorder((*ast.SelectStmt)(nil)) {
		sel, ok := cur.Node().(*ast.SelectStmt)
		if !ok {
			continue
		}
		try := trySend{sel: sel}
		for _, clause := range sel.Body.List {
			comm, ok := clause.(*ast.CommClause)
			if !ok {
				continue
			}
			if send, ok := comm.Comm.(*ast.SendStmt); ok {
				try.sends = append(try.sends, send)
			}
			if comm.Comm == nil {
				try.start = starts(comm.Body)
			}
		}
		if len(try.sends) > 0 && len(try.start) > 0 && !yield(try) {
			return
		}
	}
}

// starts returns the statements that may start a task and that the others do not
// keep from being executed.
func starts(body []ast.Stmt) []ast.Stmt {
	var list []ast.Stmt
	for _, s := range body {
		switch s := s.(type) {
		case *ast.GoStmt:
			list = append(list, s)
		case *ast.ExprStmt:
			call, ok := s.X.(*ast.CallExpr)
			if !ok {
				return list
			}
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
				switch name := strings.ToLower(sel.Sel.Name); {
				case sel.Sel.Name == "Go":
					list = append(list, s)
				case strings.Contains(name, "acquire"), strings.Contains(name, "wait"):
					return list // its turn comes when there is room
				}
			}
		case *ast.AssignStmt, *ast.IncDecStmt, *ast.DeclStmt, *ast.EmptyStmt:
			if receives(s) {
				return list
			}
		default:
			return list // a condition, a semaphore
		}
	}
	return list
}

func receives(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		}
		return !found
	})
	return found
}

// spills reports the select statements whose default sends in a task what can't
// be sent at once.
func (c *checker) spills() {
	trySends(inspectorOf(c.pass), func(try trySend) bool {
		for _, start := range try.start {
			if t := c.taskAt(start); t != nil && !c.skips(start.Pos()) {
				c.spill(try, t)
			}
		}
		return true
	})
}

// taskAt returns the task that the statement starts, nil if it starts none.
func (c *checker) taskAt(stmt ast.Stmt) *tasks.Task {
	if c.sites == nil {
		c.sites = make(map[ast.Node]*tasks.Task)
		for _, t := range c.tasks.All() {
			c.sites[t.Site] = t
		}
	}
	if e, ok := stmt.(*ast.ExprStmt); ok {
		return c.sites[e.X]
	}
	return c.sites[stmt]
}

func (c *checker) spill(try trySend, t *tasks.Task) {
	f := c.tasks.Flow(t)
	if f == nil || c.bounds.Declared(f) || ending(t.In) || c.limitsTime(f.Bodies) {
		return
	}
	for _, send := range c.taskSends(f) {
		if !send.Blocking || timed(send.Instr) || c.last(send) {
			continue
		}
		for _, op := range try.sends {
			state := c.caseOf(f.Start.Parent(), op)
			if state == nil || !c.same(state.Chan, send) {
				continue
			}
			name := exprname.Of(op.Chan)
			if name == "" {
				name = "the channel"
			}
			when := name + " is full"
			if send.of != nil && send.of.Cap.Known && send.of.Cap.N == 0 {
				when = "nobody receives from " + name + " at once"
			}
			s := &site{c: c, flow: f}
			if c.spilled == nil {
				c.spilled = make(map[*tasks.Task]bool)
			}
			c.spilled[t] = true
			c.rep.ReportOn(s.siteRange(), spill, fmt.Sprintf(
				"when %s, each value gets a goroutine that waits to send it: nothing limits how many pile up, and they lose their order", when),
				[]analysis.RelatedInformation{
					diagnose.Related(op, "the send that does not wait"),
					diagnose.Related(c.nodeOf(send), "where the goroutine waits"),
				})
			return
		}
	}
}

// nodeOf is the syntax of a send.
func (c *checker) nodeOf(s taskSend) analysis.Range {
	pos := s.Instr.Pos()
	if sel, ok := s.Instr.(*ssa.Select); ok {
		for _, st := range sel.States {
			if st.Chan == s.Chan {
				pos = st.Pos
			}
		}
	}
	if n, ok := ir.Innermost[*ast.SendStmt](c.ir, pos); ok {
		return n
	}
	return ir.Point(pos)
}

// caseOf returns the case of a select statement in fn that is the send, nil if it
// is not in the SSA form.
func (c *checker) caseOf(fn *ssa.Function, send *ast.SendStmt) *ssa.SelectState {
	if c.cases == nil {
		c.cases = make(map[*ssa.Function]map[token.Pos]*ssa.SelectState)
	}
	cases, ok := c.cases[fn]
	if !ok {
		cases = make(map[token.Pos]*ssa.SelectState)
		c.cases[fn] = cases
		for instr := range ir.Instrs(fn) {
			if sel, ok := instr.(*ssa.Select); ok {
				for _, st := range sel.States {
					cases[st.Pos] = st
				}
			}
		}
	}
	return cases[send.Arrow]
}

// A taskSend is a send that a task makes.
type taskSend struct {
	ir.Send
	at ir.Place          // where the spawner has the channel
	of *channels.Channel // nil if it is not known
}

// taskSends returns the sends of a task, and of what it calls itself.
func (c *checker) taskSends(f *tasks.Flow) []taskSend {
	var list []taskSend
	for _, body := range f.Bodies {
		outside := func(at ir.Place) ir.Place {
			switch at.Root.(type) {
			case *ssa.Parameter, *ssa.FreeVar:
				if at.Root.Parent() == body {
					if arg := f.Arg(at.Root); arg != nil {
						return at.Through(c.ir.Place(arg))
					}
				}
			}
			return at
		}
		for _, s := range c.sends(body) {
			list = append(list, taskSend{s, outside(c.ir.Place(s.Chan)), c.chans.Of(s.Chan)})
		}
		for call := range ir.Calls(body) {
			callee := c.ir.Callee(call.Common())
			if _, plain := call.(*ssa.Call); !plain || callee.Body == nil || ir.Within(callee.Body, body) {
				continue
			}
			for _, s := range c.sends(callee.Body) {
				at := c.ir.PlaceFor(callee, c.ir.Place(s.Chan))
				list = append(list, taskSend{s, outside(at), c.chans.Of(s.Chan)})
			}
		}
	}
	return list
}

// sends returns the sends of fn.
func (c *checker) sends(fn *ssa.Function) []ir.Send {
	list, ok := c.sendsOf[fn]
	if !ok {
		if c.sendsOf == nil {
			c.sendsOf = make(map[*ssa.Function][]ir.Send)
		}
		list = slices.Collect(ir.Sends(fn))
		c.sendsOf[fn] = list
	}
	return list
}

// same reports whether the spawner's channel is the one that the task sends on.
func (c *checker) same(ch ssa.Value, send taskSend) bool {
	if of := c.chans.Of(ch); of != nil && of == send.of {
		return true
	}
	at := c.ir.Place(ch)
	return at.Root != nil && at.Root == send.at.Root && at.Path == send.at.Path
}

// timed reports whether the send waits for a certain time only.
func timed(instr ssa.Instruction) bool {
	sel, ok := instr.(*ssa.Select)
	if !ok {
		return false
	}
	for _, st := range sel.States {
		if st.Dir == types.RecvOnly && apimodel.IsTimeChan(st.Chan.Type()) {
			return true
		}
	}
	return false
}

// last reports whether the function with the send hands the channel to anything
// else, such as close: what it sends is the last value then.
func (c *checker) last(send taskSend) bool {
	at := c.ir.Place(send.Chan)
	for call := range ir.Calls(send.Instr.Parent()) {
		for _, arg := range call.Common().Args {
			if apimodel.IsChan(arg.Type()) && c.ir.Place(arg) == at {
				return true
			}
		}
	}
	return false
}

// limitsTime reports whether one of the functions makes a context that ends after
// some time.
func (c *checker) limitsTime(fns []*ssa.Function) bool {
	for _, fn := range fns {
		for call := range ir.Calls(fn) {
			callee := c.ir.Callee(call.Common()).Func
			if callee == nil {
				continue
			}
			switch s := apimodel.FuncSymbol(callee); {
			case s.Pkg == "context" && (strings.HasPrefix(s.Name, "WithTimeout") || strings.HasPrefix(s.Name, "WithDeadline")):
				return true
			}
		}
	}
	return false
}

// ending reports whether the function, a declaration, is one that runs once: at
// the begin of the program, or at the end of something.
func ending(fn ast.Node) bool {
	decl, ok := fn.(*ast.FuncDecl)
	if !ok {
		return false
	}
	name := decl.Name.Name
	return decl.Recv == nil && (name == "main" || name == "init") || apimodel.IsCleanupName(name)
}
