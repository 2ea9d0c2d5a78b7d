package goroutineleak

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// endlessTasks finds the tasks that never end although they should: no-exit and
// unstoppable.
type endlessTasks struct {
	*checker
	channels *channels.Result
	dead     map[*ssa.Function]map[edge]*channels.Op
	callers  map[*ssa.Function][]*ssa.Function // see processWide
}

func (c *checker) endlessTasks() {
	if c.pass.Pkg.Name() == "main" || c.finalizes() {
		return // they end with the process, or with what is collected
	}
	e := &endlessTasks{
		checker:  c,
		channels: channels.Of(c.pass),
		dead:     make(map[*ssa.Function]map[edge]*channels.Op),
	}
	for _, f := range c.tasks.Flows() {
		if c.skips(f.Task.File) {
			continue
		}
		for _, fn := range f.Bodies {
			if l := e.endlessIn(fn); l != nil && !slices.ContainsFunc(l.blocks, c.told.has) {
				e.endlessTask(f, fn, l)
			}
		}
	}
}

// endlessTask reports a task that runs fn, and with it the loop that never ends,
// if there is a reason to expect its end.
func (c *endlessTasks) endlessTask(f *tasks.Flow, fn *ssa.Function, l *endless) {
	start := []analysis.RelatedInformation{diagnose.Related(f.Task.Site, "the goroutine starts here")}
	says := fmt.Sprintf("goroutine started at line %d never ends", c.line(f.Task.Site.Pos()))
	if c.pass.Fset.File(f.Task.Site.Pos()) != c.pass.Fset.File(l.node.Pos()) {
		says = "goroutine never ends"
	}
	if op := c.awaited(l); op != nil {
		ch := c.channels.Of(op.Chan)
		c.rep.ReportOn(c.receiveSyntax(op), noExit, fmt.Sprintf("%s: nobody sends on %s or closes it, and the loop has no other way out", says, ch.Name()), start)
		return
	}
	if c.processWide(f.In, 0) {
		return
	}
	if t, stop := c.closer(f, fn); stop != nil {
		why := "nothing leaves this loop"
		if ch := c.unclosed(l); ch != "" {
			why = "nothing closes " + ch
		}
		message := fmt.Sprintf("%s: %s, although %s has a method %s", says, why, t.Obj().Name(), stop.Name())
		c.rep.ReportOn(l.node, noExit, message, append(start, analysis.RelatedInformation{Pos: stop.Pos(), Message: stop.Name() + " is declared here"}))
		return
	}
	// A command's goroutines may as well end with the process, context or not.
	if ctx := c.context(fn); ctx != nil && !c.inCommand() {
		message := fmt.Sprintf("%s: nothing leaves this loop when %s is done", says, ctx.Name())
		rel := append(start, analysis.RelatedInformation{Pos: ctx.Pos(), Message: ctx.Name() + " is declared here"})
		c.rep.ReportOn(l.node, noExit, message, rel, c.doneCase(fn, l, ctx)...)
		return
	}
	if t := c.made(f, fn); t != nil && diagnose.Flag(c.pass, unstoppableFlag) {
		message := fmt.Sprintf("goroutine never ends, and nothing can stop it: %s, which %s returns, has no method Close, Stop or Shutdown", t.Obj().Name(), ir.Outermost(f.In).Name())
		c.rep.ReportOn(f.Task.Site, unstoppable, message, []analysis.RelatedInformation{diagnose.Related(l.node, "nothing leaves this loop")})
	}
}

// awaited returns a receive that would be the way out of the loop, in a case of
// a select statement, if anybody sent or closed.
func (c *endlessTasks) awaited(l *endless) *channels.Op {
	for _, b := range l.blocks {
		for _, instr := range b.Instrs {
			if sel, ok := instr.(*ssa.Select); ok {
				for _, arm := range ir.Arms(sel) {
					op := c.dead[l.fn][edge{arm.From, arm.To}]
					if op != nil && op.Instr == instr && ends(arm.To, nil) && !slices.Contains(l.blocks, arm.To) {
						return op
					}
				}
			}
		}
	}
	return nil
}

// unclosed returns the name of the channel whose being closed would end the
// loop, "" if there is none.
func (c *endlessTasks) unclosed(l *endless) string {
	for _, b := range l.blocks {
		for _, succ := range b.Succs {
			op := c.dead[l.fn][edge{b, succ}]
			if op != nil && !c.ticks(op.Chan) && !slices.Contains(l.blocks, succ) {
				return c.channels.Of(op.Chan).Name()
			}
		}
	}
	return ""
}

// receiveSyntax returns the case of op, or what else its position lies in.
func (c *endlessTasks) receiveSyntax(op *channels.Op) ast.Node {
	if clause, ok := ir.Innermost[*ast.CommClause](c.ir, op.Pos()); ok && clause.Comm != nil {
		return clause.Comm
	}
	x, _ := ir.Innermost[ast.Expr](c.ir, op.Pos())
	return x
}

// context returns a context that the task is passed, or that it captures: it was
// made to end with that.
func (c *endlessTasks) context(fn *ssa.Function) types.Object {
	for _, p := range fn.Params {
		if isContext(p.Type()) && p.Object() != nil && p.Name() != "_" {
			return p.Object()
		}
	}
	for _, v := range fn.FreeVars {
		t := v.Type()
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
		if !isContext(t) {
			continue
		}
		for up := fn.Parent(); up != nil; up = up.Parent() {
			for _, p := range up.Params {
				if p.Name() == v.Name() && p.Object() != nil {
					return p.Object()
				}
			}
		}
	}
	return nil
}

func isContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Context" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// returnsValue reports whether a function of the given type returns more than
// an error.
func returnsValue(sig *types.Signature) bool {
	for v := range sig.Results().Variables() {
		if !types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
			return true
		}
	}
	return false
}
