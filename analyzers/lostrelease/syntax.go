package lostrelease

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// callOf returns the syntax of a call.
func (c *checker) callOf(instr ssa.Instruction) *ast.CallExpr {
	switch x := instr.(type) {
	case *ssa.Go, *ssa.Defer:
		path := c.ir.Path(x.Pos())
		for i := len(path) - 1; i >= 0; i-- {
			switch n := path[i].(type) {
			case *ast.GoStmt:
				return n.Call
			case *ast.DeferStmt:
				return n.Call
			}
		}
		return nil
	}
	call, _ := ir.Innermost[*ast.CallExpr](c.ir, instr.Pos())
	return call
}

// nodeOf returns the syntax of an instruction that does something, nil if it has
// none.
func (c *checker) nodeOf(instr ssa.Instruction) ast.Node {
	if _, ok := instr.(ssa.CallInstruction); ok {
		if call := c.callOf(instr); call != nil {
			return call
		}
		return nil
	}
	return c.nodeAt(instr.Pos())
}

// nodeAt returns the innermost syntax at pos.
func (c *checker) nodeAt(pos token.Pos) ast.Node {
	path := c.ir.Path(pos)
	if len(path) == 0 {
		return nil
	}
	return path[len(path)-1]
}

// receiver returns how the source names what a method is called on, as in wg of
// wg.Done(); "" if there is no such expression.
func (c *checker) receiver(instr ssa.Instruction) string {
	call := c.callOf(instr)
	if call == nil {
		return ""
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	return types.ExprString(sel.X)
}

// slotSite returns the syntax of an operation on a semaphore.
func (c *checker) slotSite(o op) ast.Node {
	if _, ok := o.instr.(ssa.CallInstruction); ok {
		return c.nodeOf(o.instr)
	}
	pos := o.instr.Pos()
	if o.arm != nil && o.arm.State != nil && o.arm.State.Pos.IsValid() {
		pos = o.arm.State.Pos
	}
	return c.nodeAt(pos)
}

func (c *checker) slotName(o op) string {
	if o.place.ch != nil {
		return o.place.ch.Name()
	}
	return c.receiver(o.instr)
}

// exit returns the syntax of the return statement at which a path leaves, nil if
// it leaves by reaching the end of the function.
func (c *checker) exit(e *ir.Escape) ast.Node {
	if e.Implicit() {
		return nil
	}
	if _, ok := e.Exit.(*ssa.Return); ok {
		if ret, ok := ir.Innermost[*ast.ReturnStmt](c.ir, e.Pos()); ok {
			return ret
		}
		return nil
	}
	if call, ok := ir.Innermost[*ast.CallExpr](c.ir, e.Pos()); ok {
		return call // of panic
	}
	return nil
}

// inLoopOf reports whether b is in the innermost loop that a is in.
func (c *checker) inLoopOf(a, b ssa.Instruction) bool {
	if a.Parent() != b.Parent() {
		return false
	}
	header := c.ir.Header(a.Block())
	return header != nil && c.ir.Body(header)[b.Block()]
}
