package bounds

import (
	"go/ast"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A region is what is executed in an iteration of a loop, or in a call of a handler:
// the part of the function with the loop, and the functions by which that comes to
// the start of a task. Tasks that are started side by side share it.
type region struct {
	fns    []*ssa.Function // the one with the loop, or the handler, first
	instrs []ssa.Instruction
	own    map[ssa.Instruction]bool
	body   map[*ssa.BasicBlock]bool // their blocks

	once    sync.Once // for the following, see touching
	touched map[*channels.Channel][]ssa.Instruction
	unknown []ssa.Instruction
}

// A regionKey tells regions apart.
type regionKey struct {
	loop ast.Stmt
	in   *ssa.Function // that starts the task
	via  *ssa.Call     // the last of the calls that lead there
}

// region returns the region of a task's start.
func (r *Result) region(f *tasks.Flow, src Source) *region {
	key := regionKey{loop: src.Loop, in: f.In}
	if n := len(src.Via); n > 0 {
		key.via = src.Via[n-1]
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if g := r.regions[key]; g != nil {
		return g
	}
	g := &region{own: make(map[ssa.Instruction]bool), body: make(map[*ssa.BasicBlock]bool)}
	for _, call := range src.Via {
		g.fns = append(g.fns, ir.Enclosing(call.Parent()))
	}
	g.fns = append(g.fns, f.In)
	for i, fn := range g.fns {
		if i == 0 {
			g.add(fn, src.Loop)
		} else {
			g.add(fn, nil)
		}
	}
	r.regions[key] = g
	return g
}

// add adds what fn does in the loop, or all of it. What belongs to the loop is told
// by the positions, so that the bodies of loops over functions need no special care.
func (g *region) add(fn *ssa.Function, loop ast.Stmt) {
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			if pos := instr.Pos(); loop != nil && (pos < loop.Pos() || pos >= loop.End()) {
				continue
			}
			g.instrs = append(g.instrs, instr)
			g.own[instr] = true
			g.body[instr.Block()] = true
		}
	}
}

// in reports whether the instruction is one of the region. Some have no position
// of their own.
func (g *region) in(instr ssa.Instruction) bool {
	switch x := instr.(type) {
	case *ssa.Extract:
		if tuple, ok := x.Tuple.(ssa.Instruction); ok {
			return g.in(tuple)
		}
	case *ssa.Next:
		if iter, ok := x.Iter.(ssa.Instruction); ok {
			return g.in(iter)
		}
	}
	return g.own[instr]
}

// touching returns the instructions of the region that may do something to a
// channel, by the channel: but for go statements, since what tasks do is nothing
// that those do, and calls that may do something to others, if they are what they
// could be: it returns these too.
func (g *region) touching(r *Result) (touched map[*channels.Channel][]ssa.Instruction, unknown []ssa.Instruction) {
	g.once.Do(func() {
		g.touched = make(map[*channels.Channel][]ssa.Instruction)
		for _, instr := range g.instrs {
			switch x := instr.(type) {
			case *ssa.Go:
				continue
			case *ssa.Call:
				if c := r.ir.Callee(&x.Call); c.Body == nil && c.Builtin == "" && (c.Func == nil || c.Dynamic) {
					g.unknown = append(g.unknown, instr)
					continue
				}
			}
			list, perhaps := r.chans.Touched(instr)
			for _, c := range list {
				g.touched[c] = append(g.touched[c], instr)
			}
			if len(perhaps) > 0 {
				g.unknown = append(g.unknown, instr)
			}
		}
	})
	return g.touched, g.unknown
}
