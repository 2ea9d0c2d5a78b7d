package bounds

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// guards are conditions of the iteration that the start depends on.
func (l *loop) guards() Bound {
	result := Bound{Kind: None}
	for _, step := range l.steps() {
		start := step.Block()
		for _, b := range start.Parent().Blocks {
			test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
			if !ok || !b.Dominates(start) && !l.optional(b) || !l.within(b) || l.head(test) {
				continue
			}
			k := l.condition(test.Cond, 0)
			if k == None || result.Kind > None || result.Kind == Unknown && k == Unknown || !l.decides(b, start) {
				continue
			}
			result = Bound{Kind: k, Instr: test}
		}
	}
	return result
}

// optional reports whether it depends on a setting whether an iteration comes to b:
// in max > 0 && n >= max nothing is compared if there is no limit.
func (l *loop) optional(b *ssa.BasicBlock) bool {
	d := b.Idom()
	if d == nil {
		return false
	}
	test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond, ok := test.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	settings := 0
	for _, v := range []ssa.Value{cond.X, cond.Y} {
		if _, isConst := v.(*ssa.Const); isConst {
			continue
		}
		if !l.outer(v) {
			return false
		}
		settings++
	}
	return settings > 0
}

// within reports whether b comes in the iteration, if it comes before the start:
// a block may have no positions, or one that tests a variable.
func (l *loop) within(b *ssa.BasicBlock) bool {
	for ; b != nil; b = b.Idom() {
		if l.body[b] {
			return true
		}
	}
	return false
}

// head reports whether the test is the one of a loop that counts or goes through a
// list: how many tasks that starts depends on one event.
func (l *loop) head(test *ssa.If) bool {
	pos := test.Cond.Pos()
	if ir.IsHeader(test.Block()) && !pos.IsValid() || strings.HasPrefix(test.Block().Comment, "range") && strings.HasSuffix(test.Block().Comment, ".loop") {
		return true
	}
	loop, ok := ir.Innermost[*ast.ForStmt](l.r.ir, pos)
	return ok && loop.Post != nil && loop.For <= pos && pos < loop.Body.Lbrace
}

// decides reports whether it depends on b whether the iteration comes to start:
// one of the ways from b leads there and the other does not, or one always does
// and the other sometimes, as in a || b.
func (l *loop) decides(b, start *ssa.BasicBlock) bool {
	yes, no := ways(b, b.Succs[0], start), ways(b, b.Succs[1], start)
	return yes != no && (yes.start || no.start)
}

// A way is what the paths of an iteration from one block come to.
type way struct{ start, past bool }

// ways returns whether paths from the block lead to start, and past it: to the end
// of the iteration.
func ways(b, from, start *ssa.BasicBlock) way {
	var w way
	seen := map[*ssa.BasicBlock]bool{b: true}
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		if x == start {
			w.start = true
			continue
		}
		if seen[x] {
			continue
		}
		seen[x] = true
		if len(x.Succs) == 0 {
			w.past = true
		}
		for _, s := range x.Succs {
			if s.Dominates(x) { // into the next iteration
				w.past = true
			} else {
				work = append(work, s)
			}
		}
	}
	return w
}

// condition says what a condition on the way to the start limits.
func (l *loop) condition(v ssa.Value, depth int) Kind {
	if depth > 8 {
		return Unknown
	}
	switch x := v.(type) {
	case *ssa.UnOp:
		if x.Op == token.NOT {
			return l.condition(x.X, depth+1)
		}
		if x.Op == token.MUL && l.outer(x) && l.changes(x) {
			return Unknown // a flag that is set and cleared
		}
	case *ssa.Phi:
		for _, e := range x.Edges {
			if k := l.condition(e, depth+1); k != None {
				return k
			}
		}
	case *ssa.Extract:
		if look, ok := x.Tuple.(*ssa.Lookup); ok && l.outer(look.X) {
			return Keyed
		}
		if call, ok := x.Tuple.(*ssa.Call); ok {
			return l.asked(call)
		}
	case *ssa.Lookup:
		if l.outer(x.X) {
			return Keyed
		}
	case *ssa.Call:
		return l.asked(x)
	case *ssa.BinOp:
		return l.compared(x)
	}
	return None
}

func (l *loop) compared(x *ssa.BinOp) Kind {
	switch x.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		if l.counts(x.X) || l.counts(x.Y) {
			return Counter
		}
	case token.EQL, token.NEQ:
		for _, v := range []ssa.Value{x.X, x.Y} {
			if look, ok := v.(*ssa.Lookup); ok && l.outer(look.X) {
				return Keyed
			}
			if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL && l.outer(load) && l.changes(load) {
				return Unknown
			}
			if l.counts(v) {
				return Counter
			}
		}
	}
	return None
}

// asked is what a method says that is asked: whether to start one more.
func (l *loop) asked(call *ssa.Call) Kind {
	c := l.r.ir.Callee(&call.Call)
	if c.Recv != nil {
		if _, ptr := c.Recv.Type().Underlying().(*types.Pointer); (ptr || c.Dynamic) && l.outer(c.Recv) {
			return Unknown
		}
		return None
	}
	if c.Func != nil && c.Func.Pkg() != nil && c.Func.Pkg().Path() == "sync/atomic" {
		return Unknown
	}
	return None
}

// counts reports whether v is a number that comes from outside of the iteration,
// and changes.
func (l *loop) counts(v ssa.Value) bool {
	if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
		return false
	}
	switch x := v.(type) {
	case *ssa.Convert:
		return l.counts(x.X)
	case *ssa.BinOp:
		return l.counts(x.X) || l.counts(x.Y)
	case *ssa.Phi:
		return true // counted up in the loop
	case *ssa.UnOp:
		return x.Op == token.MUL && l.outer(x) && l.changes(x)
	case *ssa.Call:
		c := l.r.ir.Callee(&x.Call)
		switch {
		case c.Builtin == "len" && len(c.Args) == 1:
			return l.outer(c.Args[0])
		case c.Builtin != "":
			return false
		case c.Recv != nil:
			return l.outer(c.Recv)
		case len(c.Args) == 0:
			return true
		}
		return l.outer(c.Args[0])
	}
	return false
}

// outer reports whether v is kept somewhere outside of the iteration: it is no
// part of the event.
func (l *loop) outer(v ssa.Value) bool {
	root := l.r.ir.Place(v).Root
	switch root := root.(type) {
	case *ssa.Const:
		return false
	case *ssa.Parameter:
		return l.given(root)
	case *ssa.Global, *ssa.FreeVar:
		return true
	case ssa.Instruction:
		return !l.in(root)
	}
	return false
}

// given reports whether the parameter of a function of the iteration is no part
// of the event: what the loop or the handler passes, through the calls that lead to
// the start.
func (l *loop) given(p *ssa.Parameter) bool {
	for _, call := range slices.Backward(l.src.Via) {
		c := l.r.ir.Callee(&call.Call)
		if c.Body != p.Parent() {
			continue
		}
		arg := c.ArgFor(p)
		if arg == nil {
			return true
		}
		next, ok := l.r.ir.Place(arg).Root.(*ssa.Parameter)
		if !ok {
			return l.outer(arg)
		}
		p = next
	}
	if fn := p.Parent(); fn == l.src.Handler {
		return fn.Signature.Recv() != nil && p == fn.Params[0]
	}
	return true
}

// changes reports whether what is loaded is stored in this package by anything
// that comes after it was made: by the iteration, the task, or another function.
func (l *loop) changes(load *ssa.UnOp) bool {
	place := l.r.ir.Place(load.X)
	if place.Last != nil {
		return slices.ContainsFunc(l.r.index().fields[place.Last], func(s stored) bool {
			_, made := s.at.Root.(*ssa.Alloc)
			return !made || s.at.Root == place.Root
		})
	}
	return slices.ContainsFunc(l.r.index().values[place.Root], func(s stored) bool {
		return l.in(s.instr) || l.inTask(s.instr.Parent())
	})
}

func (l *loop) inTask(fn *ssa.Function) bool {
	return slices.ContainsFunc(l.flow.Bodies, func(b *ssa.Function) bool { return ir.Within(fn, b) })
}
