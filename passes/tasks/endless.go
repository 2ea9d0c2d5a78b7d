package tasks

import (
	"go/ast"
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// Endless reports whether fn, once it is in a certain loop, can't leave it: no
// return, break, panic or end of the process can be reached from there. The
// loop is an *ast.ForStmt or *ast.RangeStmt, of fn or of a function of this
// package that fn calls; an empty *ast.SelectStmt, which blocks for ever; or nil
// if it is made of gotos.
//
// Only what control flow shows counts: a range over a channel has a way out
// even if nobody closes the channel.
func (r *Result) Endless(fn *ssa.Function) (loop ast.Stmt, yes bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.ssa().endlessOf(fn)
	return e.loop, e.trapped
}

type endless struct {
	loop    ast.Stmt
	trapped bool // some path leads to where there is no way out
	never   bool // all paths do
}

func (g *graph) endlessOf(fn *ssa.Function) *endless {
	if e, ok := g.endless[fn]; ok {
		return e
	}
	e := new(endless) // of functions that call each other, one is taken to return
	g.endless[fn] = e
	if len(fn.Blocks) == 0 {
		return e
	}
	*e = g.findEndless(fn)
	return e
}

func (g *graph) findEndless(fn *ssa.Function) endless {
	stuck := make(map[*ssa.BasicBlock]ssa.Instruction) // by the first instruction that control doesn't pass
	reached := make([]bool, len(fn.Blocks))
	work := []*ssa.BasicBlock{fn.Blocks[0]}
	reached[0] = true
	var exits []*ssa.BasicBlock
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if instr := g.stuckIn(b); instr != nil {
			stuck[b] = instr
			continue
		}
		switch b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return, *ssa.Panic:
			exits = append(exits, b)
		}
		for _, succ := range b.Succs {
			if !reached[succ.Index] && isLive(b, succ) {
				reached[succ.Index] = true
				work = append(work, succ)
			}
		}
	}
	leads := make([]bool, len(fn.Blocks)) // to an exit
	for _, b := range exits {
		leads[b.Index] = true
	}
	for work = exits; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, p := range b.Preds {
			if stuck[p] == nil && !leads[p.Index] && reached[p.Index] && isLive(p, b) {
				leads[p.Index] = true
				work = append(work, p)
			}
		}
	}
	e := endless{never: !leads[0]}
	var left map[int]bool // loops that control leaves, if only for where there is no way out
	for _, b := range fn.Blocks {
		if !reached[b.Index] || leads[b.Index] {
			continue
		}
		e.trapped = true
		if left == nil {
			left = g.leftLoops(fn, reached)
		}
		if instr := stuck[b]; instr != nil {
			e.loop = g.stmtOfStuck(fn, instr)
			return e
		}
		if n := g.ir.Loop(b); n != 0 && !left[n] {
			e.loop = g.stmtOfLoop(fn, n)
			return e
		}
	}
	return e
}

// isLive reports whether control can go along the edge, as far as constants
// tell.
func isLive(from, to *ssa.BasicBlock) bool {
	if isNoCase(to) {
		return false
	}
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return true
	}
	c, ok := test.Cond.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Bool {
		return true
	}
	if constant.BoolVal(c.Value) {
		return to == from.Succs[0]
	}
	return to == from.Succs[1]
}

// leftLoops returns the loops of fn that have an edge out of them.
func (g *graph) leftLoops(fn *ssa.Function, reached []bool) map[int]bool {
	left := make(map[int]bool)
	for _, b := range fn.Blocks {
		n := g.ir.Loop(b)
		if n == 0 || !reached[b.Index] {
			continue
		}
		for _, succ := range b.Succs {
			if g.ir.Loop(succ) != n && isLive(b, succ) {
				left[n] = true
			}
		}
	}
	return left
}

// stuckIn returns the instruction of b after which nothing comes.
func (g *graph) stuckIn(b *ssa.BasicBlock) ssa.Instruction {
	for _, instr := range b.Instrs {
		switch x := instr.(type) {
		case *ssa.Select:
			if len(x.States) == 0 && x.Blocking {
				return x
			}
		case *ssa.Call:
			bodies := g.bodiesOf(g.ir.Callee(x.Common()))
			never := len(bodies) > 0
			for _, body := range bodies {
				never = never && g.endlessOf(body.fn).never
			}
			if never {
				return x
			}
		}
	}
	return nil
}

// isNoCase reports whether b is where a blocking select statement panics that
// has taken none of its cases: never.
func isNoCase(b *ssa.BasicBlock) bool {
	return ir.BuilderPanic(b) == "blocking select matched no case"
}

func (g *graph) stmtOfStuck(fn *ssa.Function, instr ssa.Instruction) ast.Stmt {
	if call, ok := instr.(*ssa.Call); ok {
		for _, body := range g.bodiesOf(g.ir.Callee(call.Common())) {
			return g.endlessOf(body.fn).loop
		}
	}
	var found ast.Stmt
	inspectBody(fn, func(n ast.Node) {
		if s, ok := n.(*ast.SelectStmt); ok && s.Pos() == instr.Pos() {
			found = s
		}
	})
	return found
}

// stmtOfLoop returns the statement of the n-th loop of fn.
func (g *graph) stmtOfLoop(fn *ssa.Function, n int) ast.Stmt {
	// An outer loop may have no instruction of its own: count how many loops are
	// around one that has a position.
	pos, depth := token.NoPos, 0
	for _, b := range fn.Blocks {
		if g.ir.Loop(b) != n || pos.IsValid() {
			continue
		}
		for _, instr := range b.Instrs {
			if _, isPhi := instr.(*ssa.Phi); isPhi || pos.IsValid() {
				continue // a phi has the position of the variable
			}
			if pos = instr.Pos(); pos.IsValid() {
				for h := b; h != nil && g.ir.Loop(h) == n; h = h.Idom() {
					if ir.IsHeader(h) && g.ir.Body(h)[b] {
						depth++
					}
				}
			}
		}
	}
	var found []ast.Stmt
	inspectBody(fn, func(node ast.Node) {
		switch loop := node.(type) {
		case *ast.ForStmt:
			if !pos.IsValid() && loop.Cond == nil && len(found) == 0 || loop.Pos() <= pos && pos < loop.End() {
				found = append(found, loop)
			}
		case *ast.RangeStmt:
			if loop.Body.Pos() <= pos && pos < loop.End() {
				found = append(found, loop)
			}
		}
	})
	if len(found) == 0 {
		return nil
	}
	return found[max(0, len(found)-max(depth, 1))]
}

// inspectBody calls f for the nodes of fn's body, those of literals left out.
func inspectBody(fn *ssa.Function, f func(ast.Node)) {
	var body *ast.BlockStmt
	switch n := ir.Enclosing(fn).Syntax().(type) {
	case *ast.FuncDecl:
		body = n.Body
	case *ast.FuncLit:
		body = n.Body
	}
	if body == nil {
		return
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		if _, isLit := n.(*ast.FuncLit); isLit {
			return false
		}
		f(n)
		return true
	})
}
