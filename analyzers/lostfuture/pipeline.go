package lostfuture

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"

	"github.com/asynclint/asynclint/internal/diagnose"
)

// pipeline reports call, a join whose error is dropped, where the error is told
// by the results of the commands that it carries out as well, and nobody asks
// these either. The commands are the other methods of its receiver, a local
// variable.
func (c *checker) pipeline(call call, pipe *types.Var) {
	if pipe == nil || pipe.IsField() || pipe.Kind() != types.LocalVar || c.joined()[pipe] {
		return
	}
	var commands []analysis.RelatedInformation
	for m := range c.mentions(pipe) {
		fn := c.method(m)
		switch {
		case m.assigned():
			continue
		case fn == nil:
			return // it goes elsewhere
		case c.model.Join(fn) != nil:
			continue
		}
		expr := m.at.Parent().Node().(*ast.CallExpr)
		if !c.unheard(call, m, fn, expr) {
			return
		}
		commands = append(commands, diagnose.Related(expr, "nobody asks this command for its error"))
	}
	if len(commands) == 0 {
		return
	}
	c.rep.ReportOn(call.expr, uncheckedWait,
		fmt.Sprintf("the error of %s is dropped, and nobody asks its commands for theirs: a failure goes unnoticed", call.name()),
		commands, c.waitFix(call)...)
}

// unheard reports whether expr, the call of fn at the mention m of a pipeline, has
// a result that tells its error, and nobody asks for it.
func (c *checker) unheard(exec call, m mention, fn *types.Func, expr *ast.CallExpr) bool {
	if fn.Signature().Results().Len() != 1 {
		return false
	}
	row := c.model.FutureType(fn.Signature().Results().At(0).Type())
	if row == nil {
		return false
	}
	command := call{at: m.at.Parent(), expr: expr, fn: fn.Origin(), file: exec.file}
	if dropped(command.at) != edge.Invalid {
		return true
	}
	v := c.holder(command, 0)
	if v == nil {
		return false
	}
	for use := range c.mentions(v) {
		if c.tells(row, use) {
			return false
		}
	}
	return true
}
