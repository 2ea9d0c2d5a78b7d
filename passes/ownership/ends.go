package ownership

import (
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// ends tells where the duty for a value ends.
type ends struct {
	at    map[ssa.Instruction]Certainty
	open  map[ssa.Instruction]bool // whether May could be Must was not looked into yet
	edges map[[2]*ssa.BasicBlock]bool
}

// Ends says whether executing instr releases v or hands it on, itself or in a
// literal or task that it runs or starts. A select statement does not, by
// itself: see [Result.EndsEdge]. Of literals and functions with more paths than
// can be tried, Must is said too.
func (r *Result) Ends(instr ssa.Instruction, v ssa.Value) Certainty {
	f := r.Fate(v)
	e := r.endsOf(f)
	c := e.at[instr]
	if c == May && e.open[instr] {
		delete(e.open, instr)
		if body, param := r.body(instr, v); body != nil && r.endsIn(body, param) {
			c = Must
			e.at[instr] = Must
		}
	}
	return c
}

func (r *Result) endsOf(f *Fate) *ends {
	if f.ends != nil {
		return f.ends
	}
	f.ends = &ends{
		at: make(map[ssa.Instruction]Certainty), open: make(map[ssa.Instruction]bool),
		edges: make(map[[2]*ssa.BasicBlock]bool),
	}
	lits := make(map[*ssa.Function]bool)
	for _, uses := range [][]Use{f.Releases, f.Hands} {
		for _, u := range uses {
			r.end(f, u, lits)
		}
	}
	return f.ends
}

// end notes where the use u ends the duty for f's value.
func (r *Result) end(f *Fate, u Use, lits map[*ssa.Function]bool) {
	if sel, ok := u.Instr.(*ssa.Select); ok && u.How == Sent {
		for _, arm := range ir.Arms(sel) {
			if arm.To != nil && arm.State != nil && arm.State.Send != nil && f.Holds(arm.State.Send) {
				f.ends.edges[[2]*ssa.BasicBlock{arm.From, arm.To}] = true
			}
		}
	} else {
		// A function that is known to release what it is passed does so on some
		// path. What it hands on is out of the caller's hands in any case.
		if u.Kind == Release && (u.How == Passed || u.How == Method && r.model.Releases(u.Callee) == nil) {
			f.ends.may(u.Instr)
		} else {
			f.ends.at[u.Instr] = Must
		}
	}
	// The instructions that run the literals around it.
	for fn := u.In; fn != f.Home && fn.Parent() != nil && !lits[fn]; fn = fn.Parent() {
		lits[fn] = true
		s := r.sitesOf(fn)
		for _, site := range s.calls {
			f.ends.may(site)
		}
		if !s.known {
			for _, made := range r.madeAt(fn) {
				f.ends.may(made)
			}
		}
	}
}

func (e *ends) may(instr ssa.Instruction) {
	if e.at[instr] == No {
		e.at[instr] = May
		e.open[instr] = true
	}
}

// body returns the function of this package that instr runs, and the value in
// it that v is there: v itself in a literal, or a parameter.
func (r *Result) body(instr ssa.Instruction, v ssa.Value) (*ssa.Function, ssa.Value) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return nil, nil
	}
	callee := r.ir.Callee(call.Common())
	switch {
	case callee.Body == nil:
		return nil, nil
	case callee.Func == nil:
		return callee.Body, v
	}
	f := r.Fate(v)
	params := callee.Body.Params
	if callee.Recv != nil && len(params) > 0 {
		if f.Holds(callee.Recv) {
			return callee.Body, params[0]
		}
		params = params[1:]
	}
	for i, arg := range callee.Args {
		if i < len(params) && f.Holds(arg) {
			return callee.Body, params[i]
		}
	}
	return nil, nil
}

// endsIn reports whether every path through fn ends the duty for v.
func (r *Result) endsIn(fn *ssa.Function, v ssa.Value) bool {
	return r.ir.EscapeEntry(fn, ir.Search{
		Stop: func(instr ssa.Instruction) bool { return r.Ends(instr, v) == Must },
		Edge: func(from, to *ssa.BasicBlock) bool { return !r.EndsEdge(from, to, v) },
	}) == nil
}

// EndsEdge reports whether there is nothing left to release for v along the
// edge: v was sent by this case of a select statement, or told there that it has
// ended, by a channel of its own such as v.Context().Done(); or the edge is
// taken only if v was not acquired (its error is not nil, v itself is nil or
// false), or if it was read to its end and so released itself.
func (r *Result) EndsEdge(from, to *ssa.BasicBlock, v ssa.Value) bool {
	f := r.Fate(v)
	if r.endsOf(f).edges[[2]*ssa.BasicBlock{from, to}] {
		return true
	}
	if len(from.Instrs) == 0 || len(from.Succs) != 2 || from.Succs[0] == from.Succs[1] {
		return false
	}
	if arm := ir.ArmOf(from, to); arm != nil && arm.State != nil && arm.State.Send == nil {
		return r.partOf(f, arm.State.Chan)
	}
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	return ok && r.without(f, test.Cond, to == from.Succs[0])
}

// partOf reports whether ch comes from f's value, by methods and fields.
func (r *Result) partOf(f *Fate, ch ssa.Value) bool {
	for range 8 {
		if f.Holds(ch) {
			return true
		}
		switch x := r.ir.Resolve(ch).(type) {
		case *ssa.Call:
			ch = r.ir.Callee(x.Common()).Recv
		case *ssa.UnOp:
			ch = x.X
		case *ssa.FieldAddr:
			ch = x.X
		case *ssa.Field:
			ch = x.X
		default:
			return false
		}
		if ch == nil {
			return false
		}
	}
	return false
}

// A Leak is a way on which a resource is neither released nor handed on.
type Leak struct {
	Path  *ir.Escape // out of the function; nil if there is none
	Again bool       // back to the call, which acquires another one
}

// Leak returns a way on which what a acquired is lost, nil if there is none. A
// value that a literal or a task uses is not lost as long as that may release
// it or hand it on.
func (r *Result) Leak(a Acquisition) *Leak {
	if a.Value == nil || a.Resource.Result < 0 {
		return nil
	}
	leak := new(Leak)
	leak.Path = r.ir.Escape(a.Call, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			if instr == a.Call {
				leak.Again = true
				return true
			}
			return r.Ends(instr, a.Value) != No
		},
		Edge: func(from, to *ssa.BasicBlock) bool { return !r.EndsEdge(from, to, a.Value) },
	})
	if leak.Path == nil && !leak.Again {
		return nil
	}
	return leak
}
