package loops

import (
	"go/ast"
	"iter"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/ir"
)

// maxDepth bounds the calls that lead to a frame: of a longer chain, each step
// makes it less likely that the whole way is ever gone, and harder to check.
const maxDepth = 4

// maxFrames bounds what is looked at for one root.
const maxFrames = 400

// A Frame is a function of this package that runs on a loop's goroutine: the
// outermost one, or one that another frame calls.
type Frame struct {
	Fn   *ssa.Function
	Call ssa.CallInstruction // that leads here, in Up; nil for the outermost
	Up   *Frame              // nil for the outermost

	callee ir.Callee
	only   map[*ssa.BasicBlock]bool // what counts of Fn; nil if all does
	depth  int
	ir     *ir.Package
}

// Frame returns the outermost frame for the whole loop: what every iteration
// may execute, but for functions that it calls.
func (v *View) Frame() *Frame { return &Frame{Fn: v.Fn, only: v.Blocks} }

// Frame returns the outermost frame for the case: what runs if it was chosen.
// It is nil if that is not known.
func (c *CaseView) Frame() *Frame {
	if c.Blocks == nil || c.Instr == nil {
		return nil
	}
	return &Frame{Fn: c.Instr.Parent(), only: c.Blocks}
}

// Frame returns the outermost frame for a callback, nil if its body is not in
// this package, or not in the SSA form.
func (r *Result) Frame(cb *Callback) *Frame {
	if cb.Body == nil {
		return nil
	}
	if fn := r.ir.FuncOf(cb.Body); fn != nil {
		return &Frame{Fn: fn}
	}
	return nil
}

// Chain returns the calls that lead to f, the first one first.
func (f *Frame) Chain() []ssa.CallInstruction {
	if f.Up == nil {
		return nil
	}
	return append(f.Up.Chain(), f.Call)
}

// Root returns the outermost frame.
func (f *Frame) Root() *Frame {
	for f.Up != nil {
		f = f.Up
	}
	return f
}

// Place returns the place of v, a value of f.Fn, as the outermost frame knows it.
func (f *Frame) Place(v ssa.Value) ir.Place { return f.raise(f.ir.Place(v)) }

func (f *Frame) raise(p ir.Place) ir.Place {
	for ; f.Up != nil; f = f.Up {
		p = f.ir.PlaceFor(f.callee, p)
	}
	return p
}

// Instrs yields what f executes itself, the bodies of its range-over-func loops
// included; deferred calls at the defer statement.
func (f *Frame) Instrs() iter.Seq[ssa.Instruction] {
	return func(yield func(ssa.Instruction) bool) { instrs(f.Fn, f.only, yield) }
}

func instrs(fn *ssa.Function, only map[*ssa.BasicBlock]bool, yield func(ssa.Instruction) bool) bool {
	for _, b := range fn.Blocks {
		if only != nil && !only[b] {
			continue
		}
		for _, instr := range b.Instrs {
			if !yield(instr) {
				return false
			}
			for _, body := range yields(fn, instr) {
				if !instrs(body, nil, yield) {
					return false
				}
			}
		}
	}
	return true
}

// yields returns the bodies of range-over-func loops that instr, of fn, makes or
// passes on.
func yields(fn *ssa.Function, instr ssa.Instruction) []*ssa.Function {
	var list []*ssa.Function
	for _, op := range instr.Operands(nil) {
		if body, ok := (*op).(*ssa.Function); ok && body.Parent() == fn && ir.Enclosing(body) != body {
			list = append(list, body)
		}
	}
	return list
}

// Frames yields root and the functions of this package that it calls, directly
// or through others, in the order of the number of calls: each once for each
// object whose method it is. Calls are those of functions and methods that are
// known, of literals, and of literals that are passed to a function which calls
// them before it returns. Go statements start something else; what the root
// defers runs when the loop is over, unless the root is a whole function.
func (r *Result) Frames(root *Frame) iter.Seq[*Frame] {
	return func(yield func(*Frame) bool) {
		type key struct {
			fn   *ssa.Function
			recv ir.Place
		}
		root.ir = r.ir
		seen := map[key]bool{{fn: root.Fn}: true}
		queue := []*Frame{root}
		for i := 0; i < len(queue); i++ {
			f := queue[i]
			if !yield(f) {
				return
			}
			if f.depth == maxDepth {
				continue
			}
			for instr := range f.Instrs() {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || len(queue) >= maxFrames {
					continue
				}
				if _, ok := call.(*ssa.Go); ok {
					continue
				}
				if _, ok := call.(*ssa.Defer); ok && f.only != nil {
					continue
				}
				for _, callee := range r.callees(call) {
					k := key{fn: callee.Body}
					if callee.Recv != nil {
						k.recv = f.Place(callee.Recv)
					}
					if !seen[k] {
						seen[k] = true
						queue = append(queue, &Frame{Fn: callee.Body, Call: call, Up: f, callee: callee, depth: f.depth + 1, ir: r.ir})
					}
				}
			}
		}
	}
}

// callees returns the functions with bodies that call runs before it returns.
func (r *Result) callees(call ssa.CallInstruction) []ir.Callee {
	var list []ir.Callee
	callee := r.ir.Callee(call.Common())
	if callee.Body != nil && !callee.Dynamic {
		list = append(list, callee)
	}
	for _, arg := range callee.Args {
		if fn, mc := literal(r.ir.Resolve(arg)); fn != nil && r.runsLiteral(fn) {
			list = append(list, ir.Callee{Body: fn, Closure: mc})
		}
	}
	return list
}

// runsLiteral reports whether fn is a literal that is called before the function
// it is passed to returns.
func (r *Result) runsLiteral(fn *ssa.Function) bool {
	lit, ok := fn.Syntax().(*ast.FuncLit)
	return ok && r.cbs.Effects(lit).Has(callbacks.Sync)
}

// literal returns the function literal that v is, nil if it is none.
func literal(v ssa.Value) (*ssa.Function, *ssa.MakeClosure) {
	switch v := v.(type) {
	case *ssa.MakeClosure:
		if fn, ok := v.Fn.(*ssa.Function); ok {
			return fn, v
		}
	case *ssa.Function:
		return v, nil
	}
	return nil, nil
}
