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
)

// A stopper is a function that returns what stops what it has started.
type stopper struct {
	result  int    // index of the stop function, -1 if it is the only result
	harm    string // what remains if it is not called
	dropped bool   // dropping it is a finding: it is not done on purpose
}

var stoppers = map[string]stopper{
	"os/signal.NotifyContext": {1, "its goroutine and the signals' registration stay until the parent context is done", true},
	"iter.Pull":               {1, "its goroutine stays", true},
	"iter.Pull2":              {1, "its goroutine stays", true},
	"context.AfterFunc":       {-1, "the function stays registered with the context, and runs when that is done", false},
}

// lostStops looks for stop functions that are dropped, or not called on all
// paths.
func (c *checker) lostStops() {
	if c.pass.Pkg.Name() == "main" || !c.uses("os/signal.NotifyContext", "iter.Pull", "iter.Pull2", "context.AfterFunc") {
		return
	}
	for _, fn := range c.ir.Functions() {
		if c.skips(c.ir.File(fn.Pos())) {
			continue
		}
		for instr := range ir.Instrs(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if callee := c.ir.Callee(call.Common()); callee.Func != nil {
				if s, ok := stoppers[callee.Func.FullName()]; ok {
					c.lostStop(call, callee.Func.Pkg().Name()+"."+callee.Func.Name(), s)
				}
			}
		}
	}
}

func (c *checker) lostStop(call *ssa.Call, name string, s stopper) {
	var stop, next ssa.Value
	if s.result < 0 {
		stop = call
	} else {
		stop, next = part(call, s.result), part(call, 0)
	}
	if used := stop != nil && len(c.usesOf(stop)) > 0; !used {
		if s.dropped && c.search(call, nil, next) != nil && !c.leaves(next) {
			c.rep.ReportOn(c.callSyntax(call), lostStop, fmt.Sprintf("the stop function of %s is dropped: %s", name, s.harm), nil)
		}
		return
	}
	for _, use := range c.usesOf(stop) {
		if common := callOf(use); common == nil || c.ir.Resolve(common.Value) != c.ir.Resolve(stop) || use.Parent() != call.Parent() {
			return // somebody else may call it
		}
	}
	esc := c.search(call, stop, next)
	if esc == nil || s.result >= 0 && name != "signal.NotifyContext" && c.leaves(next) {
		return
	}
	c.rep.ReportOn(ir.Point(esc.Pos()), lostStop, fmt.Sprintf("function returns here without calling the stop function of %s at line %d: %s", name, c.line(call.Pos()), s.harm),
		[]analysis.RelatedInformation{diagnose.Related(c.callSyntax(call), "the stop function comes from here")})
}

// search looks for a path from call to a return on which stop is not called,
// and next, if it is that of an iterator, does not come to the end.
func (c *checker) search(call *ssa.Call, stop, next ssa.Value) *ir.Escape {
	ended := make(map[edge]bool)
	if next != nil {
		for _, use := range c.usesOf(next) {
			pull, ok := use.(*ssa.Call)
			if !ok {
				continue
			}
			for _, ref := range *pull.Referrers() {
				if x, ok := ref.(*ssa.Extract); ok && isBool(x) {
					ifFalse(x, func(e edge) { ended[e] = true })
				}
			}
		}
	}
	return c.ir.Escape(call, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			common := callOf(instr)
			return stop != nil && common != nil && !common.IsInvoke() && c.ir.Resolve(common.Value) == c.ir.Resolve(stop)
		},
		Edge: func(from, to *ssa.BasicBlock) bool { return !ended[edge{from, to}] },
	})
}

// leaves reports whether v, the next function of an iterator, is used otherwise
// than by calling it here: whoever has it may run it to its end.
func (c *checker) leaves(v ssa.Value) bool {
	if v == nil || isContext(v.Type()) {
		return false
	}
	for _, use := range c.usesOf(v) {
		if common := callOf(use); common == nil || c.ir.Resolve(common.Value) != c.ir.Resolve(v) || use.Parent() != v.Parent() {
			return true
		}
	}
	return false
}

// usesOf returns the uses of v, through the variables that it is stored in.
func (c *checker) usesOf(v ssa.Value) []ssa.Instruction {
	var list []ssa.Instruction
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			cell := c.ir.Cell(x.Addr)
			if cell == nil {
				list = append(list, x)
				continue
			}
			uses := c.ir.Uses(cell)
			if uses.Escapes || len(uses.Stores) != 1 {
				list = append(list, x)
				continue
			}
			for _, load := range uses.Loads {
				list = append(list, c.usesOf(load)...)
			}
		case *ssa.ChangeType:
			list = append(list, c.usesOf(x)...)
		default:
			list = append(list, ref)
		}
	}
	return list
}

func part(call *ssa.Call, index int) ssa.Value {
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == index {
			return x
		}
	}
	return nil
}

func callOf(instr ssa.Instruction) *ssa.CallCommon {
	if call, ok := instr.(ssa.CallInstruction); ok {
		return call.Common()
	}
	return nil
}

func (c *checker) callSyntax(call *ssa.Call) ast.Node {
	if x, ok := ir.Innermost[*ast.CallExpr](c.ir, call.Pos()); ok {
		return x
	}
	return ir.Point(max(call.Pos(), token.Pos(1)))
}

func isBool(v ssa.Value) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}
