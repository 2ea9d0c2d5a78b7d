package goroutineleak

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// An endless is a loop that nothing leaves.
type endless struct {
	node   ast.Stmt // *ast.ForStmt or *ast.RangeStmt
	fn     *ssa.Function
	blocks []*ssa.BasicBlock
}

// endlessIn returns the first loop of fn, or of a function of this package that
// it calls, which control can't leave; nil if there is none. A wait that never
// ends (see deadExits) is no way out.
func (c *endlessTasks) endlessIn(fn *ssa.Function) *endless {
	return c.endlessBelow(fn, make(map[*ssa.Function]bool))
}

func (c *endlessTasks) endlessBelow(fn *ssa.Function, seen map[*ssa.Function]bool) *endless {
	if seen[fn] || len(fn.Blocks) == 0 {
		return nil
	}
	seen[fn] = true
	dead := c.deadExits(fn)
	cut := func(from, to *ssa.BasicBlock) bool { return dead[edge{from, to}] != nil }
	for _, b := range fn.Blocks {
		if n := c.ir.Loop(b); n != 0 && b != fn.Recover && !ends(b, cut) {
			return c.loopSyntax(fn, n)
		}
	}
	// A call in an endless loop is part of that: calls are looked at after all of
	// fn's own loops.
	for call := range ir.Calls(fn) {
		if _, ok := call.(*ssa.Call); !ok {
			continue
		}
		if callee := c.ir.Callee(call.Common()); callee.Body != nil && !callee.Dynamic {
			if l := c.endlessBelow(callee.Body, seen); l != nil {
				return l
			}
		}
	}
	return nil
}

// loopSyntax returns the loop of fn with the given number and its statement, the
// innermost one that contains all of it; nil if there is none.
func (c *endlessTasks) loopSyntax(fn *ssa.Function, number int) *endless {
	l := &endless{fn: fn}
	var first, last token.Pos
	for _, b := range fn.Blocks {
		if c.ir.Loop(b) != number {
			continue
		}
		l.blocks = append(l.blocks, b)
		for _, instr := range b.Instrs {
			switch instr.(type) {
			case *ssa.Alloc, *ssa.Phi:
				continue // these have the position of the variable
			}
			if pos := instr.Pos(); pos.IsValid() {
				if !first.IsValid() || pos < first {
					first = pos
				}
				last = max(last, pos)
			}
		}
	}
	if !first.IsValid() {
		return nil
	}
	path := c.ir.Path(first)
	for i := len(path) - 1; i >= 0; i-- {
		switch n := path[i].(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if r, ok := n.(*ast.RangeStmt); ok && isFunc(c.pass.TypesInfo.TypeOf(r.X)) {
				continue // the loop is in the function
			}
			if n.Pos() <= first && last < n.End() {
				l.node = n.(ast.Stmt)
				return l
			}
		case *ast.FuncDecl, *ast.FuncLit:
			return nil
		}
	}
	return nil
}

func isFunc(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Signature)
	return ok
}
