package errorflow

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// acts reports whether the code on the way to the end of block b does something
// about a failure: calls a function, sends, or stores where others can see it.
// The way is b and the blocks before it up to the last branch, or up to origin,
// the instruction that made the error, if it is given. What merely tidies up does not count:
// Unlock, Done, and making an error.
func (r *Result) acts(b *ssa.BasicBlock, origin ssa.Value) bool {
	at, _ := origin.(ssa.Instruction)
	for range 64 { // more blocks in a row than any source has
		for i := len(b.Instrs) - 1; i >= 0; i-- {
			if b.Instrs[i] == at {
				return false
			}
			if r.does(b.Instrs[i]) {
				return true
			}
		}
		if len(b.Preds) != 1 || len(b.Preds[0].Succs) != 1 {
			return false
		}
		b = b.Preds[0]
	}
	return true
}

// actsOnFailure reports whether cmp compares an error with nil, and the code that
// runs only if it is not nil does something about it, whatever runs after that.
func (r *Result) actsOnFailure(cmp *ssa.BinOp) bool {
	if !isNil(cmp.X) && !isNil(cmp.Y) {
		return false
	}
	return slices.ContainsFunc(*cmp.Referrers(), func(use ssa.Instruction) bool {
		branch, ok := use.(*ssa.If)
		if !ok {
			return false
		}
		failed := branch.Block().Succs[0]
		if cmp.Op == token.EQL {
			failed = branch.Block().Succs[1]
		}
		return len(failed.Preds) == 1 && slices.ContainsFunc(failed.Instrs, r.does)
	})
}

func (r *Result) does(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.MapUpdate, *ssa.Go, *ssa.Select, *ssa.Panic:
		return true
	case *ssa.Store:
		if cell := r.ir.Cell(instr.Addr); cell != nil {
			return ir.Enclosing(cell.Parent()) != ir.Enclosing(instr.Parent())
		}
		switch addr := instr.Addr.(type) {
		case *ssa.IndexAddr:
			_, local := addr.X.(*ssa.Alloc)
			return !local
		case *ssa.FieldAddr:
			_, local := addr.X.(*ssa.Alloc)
			return !local
		}
		return true
	case *ssa.Call:
		return !r.neutral(r.ir.Callee(instr.Common()))
	}
	return false
}

// neutral reports whether a call tells nobody of a failure.
func (r *Result) neutral(callee ir.Callee) bool {
	switch callee.Builtin {
	case "":
	case "close", "panic", "print", "println":
		return false
	default:
		return true
	}
	fn := callee.Func
	if fn == nil {
		return false
	}
	switch fn.FullName() {
	case "(error).Error", "fmt.Sprintf", "time.Sleep":
		return true
	}
	return Tidies(fn) || Wraps(fn) || Compares(fn)
}

// Tidies reports whether fn is what every path of a task runs, failing or not:
// sync.WaitGroup.Done and the Unlock methods of mutexes.
func Tidies(fn *types.Func) bool {
	switch fn.FullName() {
	case "(*sync.WaitGroup).Done", "(*sync.Mutex).Unlock", "(*sync.RWMutex).Unlock", "(*sync.RWMutex).RUnlock", "(sync.Locker).Unlock":
		return true
	}
	return false
}
