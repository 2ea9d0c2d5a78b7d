package loops

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A View is an actor in the SSA form.
type View struct {
	Actor *Actor

	Fn     *ssa.Function            // Actor.In
	Header *ssa.BasicBlock          // where an iteration begins
	Blocks map[*ssa.BasicBlock]bool // of the loop; shared, must not be changed

	Cases []*CaseView // those of the actor, in the same order

	// Flows are the tasks that run the loop: the functions that they start are
	// Fn, or call it. There is none if others run it, or nobody that is seen.
	Flows []*tasks.Flow
}

// A CaseView is a case in the SSA form.
type CaseView struct {
	Case *Case

	// Instr is the select, or the receive or send where there is one case; nil
	// if it is not in the SSA form.
	Instr ssa.Instruction
	Arm   *ir.Arm // nil if it is no case of a select with several

	// Channel is the one that the case is about, nil if that is not known.
	Channel *channels.Channel

	// Blocks are those which run only if the case was chosen, after the loop too if
	// it alone leads there; of a case that is
	// no case of a select with several, those of the loop.
	Blocks map[*ssa.BasicBlock]bool
}

// View returns the SSA form of a, nil if it has none: it is in dead code.
func (r *Result) View(a *Actor) *View {
	r.mu.Lock()
	defer r.mu.Unlock()
	if v, ok := r.views[a]; ok {
		return v
	}
	v := r.view(a)
	if r.views == nil {
		r.views = make(map[*Actor]*View)
	}
	r.views[a] = v
	return v
}

func (r *Result) view(a *Actor) *View {
	fn := r.ir.FuncOf(a.In)
	if fn == nil {
		return nil
	}
	v := &View{Actor: a, Fn: fn}
	for _, c := range a.Cases {
		v.Cases = append(v.Cases, r.caseView(c))
	}
	v.Header = r.header(v)
	if v.Header == nil {
		return nil
	}
	v.Blocks = r.ir.Body(v.Header)
	for _, c := range v.Cases {
		if c.Blocks == nil && c.Instr != nil && c.Case.In == a.In {
			c.Blocks = v.Blocks
		}
	}
	v.Flows = r.runners()[fn]
	return v
}

// header returns the block where an iteration of v's loop begins: the innermost
// loop around what is in the syntax's loop.
func (r *Result) header(v *View) *ssa.BasicBlock {
	var found *ssa.BasicBlock
	size := 0
	for _, b := range v.Fn.Blocks {
		if !ir.IsHeader(b) {
			continue
		}
		body := r.ir.Body(b)
		if within(body, v.Actor.For) && len(body) > size {
			found, size = b, len(body)
		}
	}
	return found
}

// within reports whether the blocks are those of loop, and not of one around it.
func within(blocks map[*ssa.BasicBlock]bool, loop ast.Stmt) bool {
	seen := false
	for b := range blocks {
		for _, instr := range b.Instrs {
			// A phi has the position of its variable, which may be declared
			// outside of the loop.
			if _, isPhi := instr.(*ssa.Phi); isPhi || !instr.Pos().IsValid() {
				continue
			}
			if _, isAlloc := instr.(*ssa.Alloc); isAlloc {
				continue
			}
			if instr.Pos() < loop.Pos() || loop.End() <= instr.Pos() {
				return false
			}
			seen = true
		}
	}
	return seen
}

func (r *Result) caseView(c *Case) *CaseView {
	v := &CaseView{Case: c}
	fn := r.ir.FuncOf(c.In)
	if fn == nil {
		return v
	}
	var operand ssa.Value
	v.Instr, v.Arm, operand = instrOf(fn, c)
	if operand != nil {
		v.Channel = r.channels.Of(operand)
	}
	if v.Arm != nil {
		v.Blocks = make(map[*ssa.BasicBlock]bool) // none where the case does nothing
		if to := v.Arm.To; to != nil && len(to.Preds) == 1 {
			for _, b := range fn.Blocks {
				if to.Dominates(b) {
					v.Blocks[b] = true
				}
			}
		}
	}
	return v
}

// instrOf returns the instruction that c is, in fn, and its channel.
func instrOf(fn *ssa.Function, c *Case) (instr ssa.Instruction, arm *ir.Arm, operand ssa.Value) {
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			switch x := instr.(type) {
			case *ssa.Select:
				if c.Select == nil || x.Pos() != c.Select.Select {
					continue
				}
				for _, arm := range ir.Arms(x) {
					switch {
					case arm.State == nil && c.Kind == Default:
						return x, &arm, nil
					case arm.State != nil && c.Comm != nil && c.Comm.Pos() <= arm.State.Pos && arm.State.Pos < c.Comm.Colon:
						return x, &arm, arm.State.Chan
					}
				}
			case *ssa.UnOp:
				if x.Op == token.ARROW && c.isAt(x.Pos()) {
					return x, nil, x.X
				}
			case *ssa.Send:
				if c.isAt(x.Pos()) {
					return x, nil, x.Chan
				}
			}
		}
	}
	return nil, nil, nil
}

// isAt reports whether pos is that of the operation that c is, where it is not
// part of a select with several cases.
func (c *Case) isAt(pos token.Pos) bool {
	switch {
	case c.Kind == Default:
		return false
	case c.Comm != nil:
		return c.Comm.Pos() <= pos && pos < c.Comm.Colon
	}
	return c.op.Pos() <= pos && pos < c.op.End()
}

// runners returns the tasks that run each function: those that start it, or a
// function that calls it, directly or through one more.
func (r *Result) runners() map[*ssa.Function][]*tasks.Flow {
	if r.runs != nil {
		return r.runs
	}
	r.runs = make(map[*ssa.Function][]*tasks.Flow)
	for _, flow := range r.tasks.Flows() {
		for _, body := range flow.Bodies {
			for f := range r.Frames(&Frame{Fn: body}) {
				if f.depth > 2 {
					break
				}
				if !slices.Contains(r.runs[f.Fn], flow) {
					r.runs[f.Fn] = append(r.runs[f.Fn], flow)
				}
			}
		}
	}
	return r.runs
}
