package ir

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Search looks for a way out of a function: a path on which nothing stops it,
// to a return statement or the end of the function.
//
// Paths that contradict themselves are not taken: a condition has on a path the
// outcome that it had before, be it a value, a comparison, or the load of a
// variable or field that the path does not assign; and a variable that was set
// to true, false or nil is that. Conditions that hold wherever the search starts
// hold on its paths.
type Search struct {
	// Stop reports whether a path ends at the instruction. It is asked about
	// defer statements too, also about those that were certainly executed
	// before the search starts: a deferred call that stops a path stops every
	// path that goes through the defer statement.
	Stop func(ssa.Instruction) bool

	// Edge reports whether paths may go along the edge. It may be nil.
	Edge func(from, to *ssa.BasicBlock) bool

	// Panics makes explicit panics ways out too.
	Panics bool
}

// An Escape is a path out of a function.
type Escape struct {
	Exit ssa.Instruction // *ssa.Return or *ssa.Panic
	// Blocks are the blocks of the path, the one where it starts first. Where a
	// path starts in the body of a range-over-func loop, they are those of the
	// function around it, from the loop on.
	Blocks []*ssa.BasicBlock
}

// Pos returns the position of the return statement or panic call, or of the
// brace that ends the function.
func (e *Escape) Pos() token.Pos {
	if pos := e.Exit.Pos(); pos.IsValid() {
		return pos
	}
	switch n := e.Exit.Parent().Syntax().(type) {
	case *ast.FuncDecl:
		return n.Body.Rbrace
	case *ast.FuncLit:
		return n.Body.Rbrace
	}
	return e.Exit.Parent().Pos()
}

// Implicit reports whether the function is left by reaching its end.
func (e *Escape) Implicit() bool { return !e.Exit.Pos().IsValid() }

// Escape returns a shortest path from after the instruction out of the function
// that contains it, nil if the search stops all, or if there are too many to
// try, or more conditions than it can remember. A path out of the body of a
// range-over-func loop goes on in the function around the loop.
func (p *Package) Escape(from ssa.Instruction, s Search) *Escape {
	fn := from.Parent()
	f := p.flowOf(fn)
	block := from.Block()
	at := 0
	for i, instr := range block.Instrs {
		if instr == from {
			at = i + 1
		}
	}
	for _, d := range f.defers {
		if s.Stop(d) && (Precedes(d, from) || d == from) {
			return nil
		}
	}
	return p.leave(fn, f.search(block, at, f.known(block), &s), s)
}

// EscapeEntry returns a shortest path from the entry of fn out of it.
func (p *Package) EscapeEntry(fn *ssa.Function, s Search) *Escape {
	if len(fn.Blocks) == 0 {
		return nil
	}
	return p.leave(fn, p.flowOf(fn).search(fn.Blocks[0], 0, assumptions{}, &s), s)
}

// leave continues a path that leaves the body of a range-over-func loop.
func (p *Package) leave(fn *ssa.Function, e *Escape, s Search) *Escape {
	if e == nil || !isYield(fn) {
		return e
	}
	p.once.Do(p.build)
	if mc := p.closures[fn]; mc != nil {
		for _, ref := range *mc.Referrers() {
			if call, ok := ref.(*ssa.Call); ok {
				return p.Escape(call, s)
			}
		}
	}
	return nil
}

// maxStates bounds the work of one search. A function whose paths have more
// states has more conditions that repeat than a reader can follow either.
const maxStates = 10_000

// A state is a block that a path reached, with what it knows then.
type state struct {
	block *ssa.BasicBlock
	known assumptions
	from  int // index of the state before, -1 for the first
}

// search goes breadth-first, so that the path it finds is a short one.
func (f *flow) search(block *ssa.BasicBlock, at int, known assumptions, s *Search) *Escape {
	if f.crowded {
		return nil
	}
	type key struct {
		block int
		known assumptions
	}
	seen := make(map[key]bool)
	queue := []state{{block, known, -1}}
	for i := 0; i < len(queue); i++ {
		if len(queue) > maxStates {
			return nil
		}
		st := queue[i]
		instrs := st.block.Instrs
		if i == 0 {
			instrs = instrs[at:] // the first block may be entered again from its start
		}
		exit, stopped := f.through(instrs, &st.known, s)
		if exit != nil {
			return &Escape{Exit: exit, Blocks: trace(queue, i)}
		}
		if stopped {
			continue
		}
		for j, succ := range st.block.Succs {
			if s.Edge != nil && !s.Edge(st.block, succ) {
				continue
			}
			next, feasible := f.along(st.block, j, st.known)
			if k := (key{succ.Index, next}); feasible && !seen[k] {
				seen[k] = true
				queue = append(queue, state{succ, next, i})
			}
		}
	}
	return nil
}

// through follows a path through instructions of one block.
func (f *flow) through(instrs []ssa.Instruction, known *assumptions, s *Search) (exit ssa.Instruction, stopped bool) {
	for _, instr := range instrs {
		if s.Stop(instr) {
			return nil, true
		}
		switch instr := instr.(type) {
		case *ssa.Return:
			return instr, false
		case *ssa.Panic:
			// Calls that don't return are followed by a panic without position.
			if s.Panics && instr.Pos().IsValid() {
				return instr, false
			}
			return nil, true
		case *ssa.Store:
			known.forget(f.stores[instr])
		}
	}
	return nil, false
}

func trace(queue []state, i int) []*ssa.BasicBlock {
	var blocks []*ssa.BasicBlock
	for ; i >= 0; i = queue[i].from {
		blocks = append(blocks, queue[i].block)
	}
	slices.Reverse(blocks)
	return blocks
}
