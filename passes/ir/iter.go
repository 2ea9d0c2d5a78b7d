package ir

import (
	"go/token"
	"iter"

	"golang.org/x/tools/go/ssa"
)

// Instrs yields the instructions of fn, block by block.
func Instrs(fn *ssa.Function) iter.Seq[ssa.Instruction] {
	return func(yield func(ssa.Instruction) bool) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if !yield(instr) {
					return
				}
			}
		}
	}
}

// At returns the first instruction of type T in fn that has the position pos.
func At[T ssa.Instruction](fn *ssa.Function, pos token.Pos) (T, bool) {
	for instr := range only[T](fn) {
		if instr.Pos() == pos {
			return instr, true
		}
	}
	var zero T
	return zero, false
}

// Calls yields the call instructions of fn: calls, go and defer statements.
func Calls(fn *ssa.Function) iter.Seq[ssa.CallInstruction] { return only[ssa.CallInstruction](fn) }

// Gos yields the go statements of fn.
func Gos(fn *ssa.Function) iter.Seq[*ssa.Go] { return only[*ssa.Go](fn) }

// Defers yields the defer statements of fn.
func Defers(fn *ssa.Function) iter.Seq[*ssa.Defer] { return only[*ssa.Defer](fn) }

// A Send is a send on a channel: a statement (Instr is an *ssa.Send), or one
// case of a select statement with several (Instr is an *ssa.Select).
type Send struct {
	Instr   ssa.Instruction
	Chan, X ssa.Value

	// Blocking reports whether the send waits for a receiver, or for another
	// case of its select statement.
	Blocking bool
}

// Sends yields the sends of fn.
func Sends(fn *ssa.Function) iter.Seq[Send] {
	return func(yield func(Send) bool) {
		for instr := range Instrs(fn) {
			switch instr := instr.(type) {
			case *ssa.Send:
				if !yield(Send{instr, instr.Chan, instr.X, true}) {
					return
				}
			case *ssa.Select:
				for _, state := range instr.States {
					if state.Send != nil && !yield(Send{instr, state.Chan, state.Send, instr.Blocking}) {
						return
					}
				}
			}
		}
	}
}

func only[T ssa.Instruction](fn *ssa.Function) iter.Seq[T] {
	return func(yield func(T) bool) {
		for instr := range Instrs(fn) {
			if t, ok := instr.(T); ok && !yield(t) {
				return
			}
		}
	}
}

// Precedes reports whether a is executed on every way to b, in the same run of
// their function: it is in a block that dominates b's, or before b in the same.
func Precedes(a, b ssa.Instruction) bool {
	if a.Parent() != b.Parent() || a == b {
		return false
	}
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		if instr == a || instr == b {
			return instr == a
		}
	}
	return false
}
