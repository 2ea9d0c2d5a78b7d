package outlivedscope

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A sink is where borrowed memory gets to another goroutine.
type sink struct {
	instr ssa.Instruction
	after *ssa.BasicBlock // where control goes on, nil for after instr
	flow  *tasks.Flow     // of a task
	pos   token.Pos
	value ssa.Value // what is sent, or passed
}

// lent reports the sinks of l.
func (c *checker) lent(fn *ssa.Function, l *loan) {
	for _, s := range c.sinks(fn, l) {
		block, at := s.after, 0
		if block == nil {
			block, at = s.instr.Block(), slices.Index(s.instr.Block().Instrs, s.instr)+1
		}
		var end ssa.Instruction
		c.reaches(block, at, func(instr ssa.Instruction) bool {
			if l.ends(instr) {
				end = instr
				return true
			}
			return false
		}, func(instr ssa.Instruction) bool {
			_, send := instr.(*ssa.Send)
			return !send && !c.brief(instr, 0) && !c.isStdCall(instr)
		})
		if end != nil {
			c.reportLoan(l, &s, end)
		}
	}
}

// isStdCall reports whether instr calls a function of the standard library that
// does not wait for a task.
func (c *checker) isStdCall(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	fn := c.ir.Callee(call.Common()).Func
	return fn != nil && fn.Pkg() != nil && apimodel.IsStd(fn.Pkg().Path()) && fn.Pkg().Path() != "sync" && fn.Name() != "Sleep"
}

// sinks finds where the memory of l gets to other goroutines in fn.
func (c *checker) sinks(fn *ssa.Function, l *loan) []sink {
	var (
		list []sink
		seen = make(map[ssa.Value]bool)
		work = []ssa.Value{l.value}
	)
	add := func(v ssa.Value) {
		if v.Referrers() != nil && !seen[v] {
			seen[v] = true
			work = append(work, v)
		}
	}
	for i := 0; i < len(work); i++ {
		v := work[i]
		seen[v] = true
		for _, instr := range *v.Referrers() {
			switch x := instr.(type) {
			case *ssa.Slice:
				add(x)
			case *ssa.ChangeType:
				add(x)
			case *ssa.MakeInterface:
				add(x)
			case *ssa.UnOp:
				if x.Op == token.MUL && holdsBytes(x.Type()) {
					add(x)
				}
			case *ssa.FieldAddr:
				if l.lender == &poolOwn && x.X == v && holdsBytes(x.Type().Underlying().(*types.Pointer).Elem()) {
					add(x)
				}
			case *ssa.Store:
				if x.Val == v {
					c.storedIn(x, add)
				}
			case *ssa.Send:
				if x.X == v {
					list = append(list, sink{instr: x, pos: x.Pos(), value: v})
				}
			case *ssa.Select:
				for _, arm := range ir.Arms(x) {
					if arm.State != nil && arm.State.Send == v && arm.To != nil {
						list = append(list, sink{instr: x, after: arm.To, pos: arm.State.Pos, value: v})
					}
				}
			case *ssa.Call:
				if callee := c.ir.Callee(x.Common()); callee.Func != nil && callee.Recv == v && apimodel.FuncSymbol(callee.Func) == (apimodel.Symbol{Pkg: "bytes", Recv: "Buffer", Name: "Bytes"}) {
					add(x)
				}
			}
		}
	}
	for _, f := range c.flowsIn(fn) {
		uses := c.trace(f, func(v ssa.Value) bool { return seen[v] }, readsBytes)
		if slices.ContainsFunc(uses, func(u use) bool { return u.callee.Func == nil || apimodel.FuncSymbol(u.callee.Func) != poolPut }) &&
			!slices.ContainsFunc(uses, func(u use) bool { return u.callee.Func != nil && apimodel.FuncSymbol(u.callee.Func) == poolPut }) {
			list = append(list, sink{instr: f.Start, flow: f, pos: f.Task.Site.Pos()})
		}
	}
	return list
}

// readsBytes follows parts of a buffer in a task.
func readsBytes(instr ssa.Instruction, _ ssa.Value) ssa.Value {
	switch x := instr.(type) {
	case *ssa.Slice:
		return x
	case *ssa.UnOp:
		if x.Op == token.MUL && holdsBytes(x.Type()) {
			return x
		}
	}
	return nil
}

// holdsBytes reports whether a value of type t shares memory with its copies.
func holdsBytes(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return true
	case *types.Struct:
		for f := range t.Fields() {
			if holdsBytes(f.Type()) {
				return true
			}
		}
	}
	return false
}

// storedIn follows a value into the local variable that it is stored in: a
// variable of its own, or a literal.
func (c *checker) storedIn(st *ssa.Store, add func(ssa.Value)) {
	if cell := c.ir.Cell(st.Addr); cell != nil {
		uses := c.ir.Uses(cell)
		if uses.Escapes {
			return
		}
		for _, load := range uses.Loads {
			if c.last(cell, load, true) == st || len(uses.Stores) == 1 {
				add(load)
			}
		}
		return
	}
	if field, ok := st.Addr.(*ssa.FieldAddr); ok {
		if alloc, ok := field.X.(*ssa.Alloc); ok {
			add(alloc)
			for _, ref := range *alloc.Referrers() {
				if load, ok := ref.(*ssa.UnOp); ok && ir.Precedes(st, load) {
					add(load)
				}
			}
		}
	}
}

// flowsIn returns the tasks that fn starts.
func (c *checker) flowsIn(fn *ssa.Function) []*tasks.Flow {
	if c.flows == nil {
		c.flows = make(map[*ssa.Function][]*tasks.Flow)
		if c.tasks.Any() {
			for _, f := range c.tasks.Flows() {
				c.flows[f.Start.Parent()] = append(c.flows[f.Start.Parent()], f)
			}
		}
	}
	return c.flows[fn]
}

// reportLoan reports memory that gets to another goroutine.
func (c *checker) reportLoan(l *loan, s *sink, end ssa.Instruction) {
	if c.reported[s.pos] {
		return
	}
	c.reported[s.pos] = true
	var evidence []analysis.RelatedInformation
	copied := "what " + l.name + " returned is not copied"
	if l.lender == &driver {
		copied = l.name + " is not copied"
	} else {
		evidence = append(evidence, diagnose.Related(ir.Point(l.instr.Pos()), "the memory is lent here"))
	}
	what := "goroutine reads"
	var node ast.Node = ir.Point(s.pos)
	if s.flow == nil {
		what = "receiver gets"
		if stmt, ok := ir.Innermost[*ast.SendStmt](c.ir, s.pos); ok {
			node = stmt
		}
	} else {
		node = c.siteOf(s.flow)
	}
	var how string
	if ret, ok := end.(*ssa.Return); ok {
		how = fmt.Sprintf("memory that %s uses again as soon as %s returns", l.owner, c.nameOf(ret.Parent()))
	} else {
		evidence = append(evidence, diagnose.Related(ir.Point(end.Pos()), "it is used again from here on"))
		verb := "overwrites"
		if l.lender == &poolOwn {
			verb = "gives to others"
		}
		how = fmt.Sprintf("memory that %s at line %d %s", c.callName(end.Pos()), c.line(end.Pos()), verb)
	}
	message := fmt.Sprintf("%s %s: %s", what, how, copied)
	c.rep.ReportOn(node, reusedBuffer, message, evidence, c.cloneFix(l, s)...)
}
