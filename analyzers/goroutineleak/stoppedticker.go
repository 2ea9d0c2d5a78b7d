package goroutineleak

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// stoppedTickers looks for tasks that can't end because all that they wait for
// are the ticks of a ticker, whose channel Stop does not close.
func (c *checker) stoppedTickers() {
	if !c.imports("time") {
		return
	}
	for t, fn := range c.bodies() {
		for part := range ir.Parts(fn) {
			for instr := range ir.Instrs(part) {
				if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW {
					c.stoppedTicker(t, recv)
				}
			}
		}
	}
}

func (c *checker) stoppedTicker(t *tasks.Task, recv *ssa.UnOp) {
	clock := clockOf(recv.X)
	if clock == nil || c.ir.Loop(recv.Block()) == 0 {
		return
	}
	from, to, ranges := ir.RangeRecv(recv)
	cut := func(f, t *ssa.BasicBlock) bool { return ranges && f == from && t == to }
	if ends(recv.Block(), cut) {
		return
	}
	stop := c.stopOf(recv, clock)
	if stop == nil {
		return
	}
	node := c.waitSyntax(recv)
	if node == nil {
		return
	}
	c.told.add(recv.Block())
	name := types.ExprString(node.X)
	message := fmt.Sprintf("goroutine waits for ever on %s.C once %s was stopped at line %d: Stop does not close the channel, and the loop has no other way out",
		name, name, c.line(stop.Pos()))
	c.rep.ReportOn(node, stoppedTicker, message, []analysis.RelatedInformation{
		diagnose.Related(t.Site, "the goroutine starts here"),
		{Pos: stop.Pos(), Message: name + " is stopped here"},
	})
}

// clockOf returns the *time.Ticker or *time.Timer whose channel ch is.
func clockOf(ch ssa.Value) ssa.Value {
	load, ok := ch.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok || !isClock(addr.X.Type()) {
		return nil
	}
	return addr.X
}

func isClock(t types.Type) bool {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "time" {
		return false
	}
	return named.Obj().Name() == "Ticker" || named.Obj().Name() == "Timer"
}

// stopOf returns what stops the clock while recv may wait for it, a call or a
// method value; nil if nothing does, or if the clock is also set again.
func (c *checker) stopOf(recv *ssa.UnOp, clock ssa.Value) ssa.Instruction {
	same := c.sameAs(clock)
	var stop ssa.Instruction
	for _, fn := range c.ir.Functions() {
		for instr := range ir.Instrs(fn) {
			method, of := c.clockMethod(instr)
			if of == nil || !same(of) {
				continue
			}
			switch method {
			case "Reset":
				return nil
			case "Stop":
				// A deferred call in the task itself is never made.
				if _, deferred := instr.(*ssa.Defer); stop == nil && !(deferred && fn == recv.Parent()) {
					stop = instr
				}
			}
		}
	}
	return stop
}

// clockMethod returns the method of a ticker or timer that instr calls, or makes
// a value of, and the receiver; nil if it does neither.
func (c *checker) clockMethod(instr ssa.Instruction) (method string, recv ssa.Value) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		if callee := c.ir.Callee(instr.Common()); callee.Func != nil && callee.Recv != nil && isClock(callee.Recv.Type()) {
			return callee.Func.Name(), callee.Recv
		}
	case *ssa.MakeClosure:
		fn, ok := instr.Fn.(*ssa.Function)
		if !ok || len(instr.Bindings) != 1 || !isClock(instr.Bindings[0].Type()) {
			break
		}
		if name, bound := strings.CutSuffix(fn.Name(), "$bound"); bound {
			return name, instr.Bindings[0]
		}
	}
	return "", nil
}

// sameAs returns a test for values that are v, or what the same field of an
// object of the same type holds.
func (c *checker) sameAs(v ssa.Value) func(ssa.Value) bool {
	v = c.ir.Resolve(v)
	field := fieldOf(v)
	return func(w ssa.Value) bool {
		w = c.ir.Resolve(w)
		return v == w || field != nil && field == fieldOf(w)
	}
}

// fieldOf returns the struct field that v is the value of, nil if it is none.
func fieldOf(v ssa.Value) *types.Var {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	ptr, ok := addr.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	strct, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return strct.Field(addr.Field)
}

// waitSyntax returns the channel expression of recv, which is t.C, in the
// source; nil if it looks otherwise.
func (c *checker) waitSyntax(recv *ssa.UnOp) *ast.SelectorExpr {
	var ch ast.Expr
	if _, _, ranges := ir.RangeRecv(recv); ranges {
		if loop, ok := ir.Innermost[*ast.RangeStmt](c.ir, recv.Pos()); ok {
			ch = loop.X
		}
	} else if x, ok := ir.Innermost[*ast.UnaryExpr](c.ir, recv.Pos()); ok {
		ch = x.X
	}
	sel, _ := ast.Unparen(ch).(*ast.SelectorExpr)
	return sel
}
