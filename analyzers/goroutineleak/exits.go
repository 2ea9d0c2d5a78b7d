package goroutineleak

import (
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// ends reports whether control can come from the start of block to an end of
// its function (a return, a panic, a call that does not return) without going
// along an edge that is cut. Conditions count as open both ways.
func ends(block *ssa.BasicBlock, cut func(from, to *ssa.BasicBlock) bool) bool {
	seen := make([]bool, len(block.Parent().Blocks))
	todo := []*ssa.BasicBlock{block}
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[b.Index] {
			continue
		}
		seen[b.Index] = true
		if len(b.Succs) == 0 && !blocks(b) && !unreachable(b) {
			return true
		}
		for _, succ := range b.Succs {
			if cut == nil || !cut(b, succ) {
				todo = append(todo, succ)
			}
		}
	}
	return false
}

// blocks reports whether b, a block without successors, ends in an empty select
// statement, which waits for ever.
func blocks(b *ssa.BasicBlock) bool {
	for _, instr := range b.Instrs {
		if sel, ok := instr.(*ssa.Select); ok && sel.Blocking && len(sel.States) == 0 {
			return true
		}
	}
	return false
}

// unreachable reports whether b is what the builder puts where control can't
// come: after the cases of a select statement without default, which always
// chooses one of them, and where an iterator breaks the rules. After calls that
// don't return there is such a panic too, which says so.
func unreachable(b *ssa.BasicBlock) bool {
	why := ir.BuilderPanic(b)
	return why != "" && why != "noreturn"
}

// A blockSet are blocks that something was reported about.
type blockSet map[*ssa.BasicBlock]bool

func (s *blockSet) add(b *ssa.BasicBlock) {
	if *s == nil {
		*s = make(blockSet)
	}
	(*s)[b] = true
}

func (s *blockSet) has(b *ssa.BasicBlock) bool { return (*s)[b] }
