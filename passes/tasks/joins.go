package tasks

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// A JoinKind says how a spawner waits for a task.
type JoinKind uint8

// The kinds of joins.
const (
	WaitGroup JoinKind = iota // Wait of the sync.WaitGroup that the task is in
	Group                     // Wait of the errgroup.Group that the task is in, or of another spawner
	Receive                   // from a channel on which the task sends, or which it closes
	Context                   // from the Done channel of a context which the task ends
	Helper                    // in a function that the spawner calls
)

func (k JoinKind) String() string {
	return [...]string{"WaitGroup", "Group", "Receive", "Context", "Helper"}[k]
}

// A Join is a place that is not passed before the task has ended, or has handed
// over its result.
type Join struct {
	Kind     JoinKind
	Instr    ssa.Instruction // in the spawner
	Arm      *ir.Arm         // the case of a select statement that is the join, nil for others
	Deferred bool
	Maybe    bool // the helper does not wait on all of its paths, or for one of several tasks only

	// Chan is the channel of a Receive.
	Chan ssa.Value
}

// joins fills in f.Joins.
func (g *graph) joins(f *Flow, e ends) {
	m := g.meetingsOf(f.In)
	seen := make(map[ssa.Instruction]bool)
	objects := make([]object, 0, len(e.sure))
	for o := range e.sure {
		objects = append(objects, o)
	}
	for _, o := range objects {
		for _, instr := range m.waits[o] {
			if !seen[instr] && instr != ssa.Instruction(f.Start) {
				seen[instr] = true
				f.Joins = append(f.Joins, g.join(f, instr, e)...)
			}
		}
	}
	if f.group.known() {
		for _, instr := range m.calls[f.group] {
			if !seen[instr] && isJoinOf(f.Task, g.calleeOf(instr)) {
				seen[instr] = true
				f.Joins = append(f.Joins, g.join(f, instr, e)...)
			}
		}
	}
	slices.SortStableFunc(f.Joins, func(a, b Join) int {
		return cmp.Or(cmp.Compare(a.Instr.Pos(), b.Instr.Pos()), cmp.Compare(a.Instr.Block().Index, b.Instr.Block().Index))
	})
}

// join describes what instr, which waits for something in e.sure, does.
func (g *graph) join(f *Flow, instr ssa.Instruction, e ends) []Join {
	switch x := instr.(type) {
	case *ssa.UnOp:
		j := Join{Kind: Receive, Instr: x, Chan: x.X}
		if g.ir.ContextOf(x.X) != nil {
			j.Kind = Context
		}
		j.Maybe = g.isTooFew(f, x, x.X, e)
		return []Join{j}
	case *ssa.Select:
		var list []Join
		for _, c := range g.casesOf(x) {
			if !slices.ContainsFunc(c.waits, func(o object) bool { _, ok := e.sure[o]; return ok }) {
				continue
			}
			j := Join{Kind: Receive, Instr: x, Chan: c.arm.State.Chan, Arm: &c.arm}
			if c.context {
				j.Kind = Context
			}
			j.Maybe = g.isTooFew(f, x, c.arm.State.Chan, e)
			list = append(list, j)
		}
		return list
	case ssa.CallInstruction:
		j := Join{Kind: Helper, Instr: x}
		_, j.Deferred = x.(*ssa.Defer)
		c := g.ir.Callee(x.Common())
		switch recvPlace(c.Func) {
		case waitGroup:
			j.Kind = WaitGroup
		case errGroup:
			j.Kind = Group
		default:
			if isJoinOf(f.Task, c.Func) {
				j.Kind = Group
				break
			}
			j.Maybe = !g.waitsAlways(g.bodiesOf(c), e, 0)
		}
		return []Join{j}
	}
	return nil
}

func (g *graph) calleeOf(instr ssa.Instruction) *types.Func {
	if call, ok := instr.(ssa.CallInstruction); ok {
		return g.ir.Callee(call.Common()).Func
	}
	return nil
}

// isJoinOf reports whether the model says that fn waits for tasks such as t.
func isJoinOf(t *Task, fn *types.Func) bool {
	return fn != nil && t.Spawner != nil && slices.Contains(t.Spawner.Joins, fn.FullName())
}

// waitsFor reports whether receiving from ch is waiting for something in e.
func (g *graph) waitsFor(ch ssa.Value, e ends) bool {
	s := new(summary)
	g.receive(s, ch, false)
	return slices.ContainsFunc(s.acts, func(a act) bool {
		_, ok := e.sure[a.obj]
		return ok && a.kind == waits
	})
}

// isTooFew reports whether several tasks send on ch, but the receive at instr
// is made once.
func (g *graph) isTooFew(f *Flow, instr ssa.Instruction, ch ssa.Value, e ends) bool {
	return e.sure[g.objectOf(ch)] && g.ir.Loop(instr.Block()) == 0 && instr.Parent() == f.In
}

// waitsAlways reports whether all of the bodies, on all of their paths, wait
// for something in e.
func (g *graph) waitsAlways(bodies []body, e ends, depth int) bool {
	if len(bodies) == 0 || depth > 3 {
		return false
	}
	for _, b := range bodies {
		stop := func(instr ssa.Instruction) bool {
			for _, a := range g.translate(g.effects(instr).acts, b.fn, b.args) {
				if _, ok := e.sure[a.obj]; !ok || a.kind != waits || a.arm {
					continue
				}
				call, isCall := instr.(ssa.CallInstruction)
				if !isCall {
					return true
				}
				c := g.ir.Callee(call.Common())
				if place := recvPlace(c.Func); place == waitGroup || place == errGroup {
					return true
				}
				if inner := g.bodiesOf(c); len(inner) > 0 && g.waitsAlways(inner, g.within(e, b), depth+1) {
					return true
				}
			}
			return false
		}
		edge := func(from, to *ssa.BasicBlock) bool { return !g.isArmOf(from, to, g.within(e, b)) }
		if g.ir.EscapeEntry(b.fn, ir.Search{Stop: stop, Edge: edge}) != nil {
			return false
		}
	}
	return true
}

// within returns e in terms of the body b: with the parameters that stand for
// what is in it.
func (g *graph) within(e ends, b body) ends {
	inner := ends{sure: make(map[object]bool, len(e.sure))}
	for o, many := range e.sure {
		inner.sure[o] = many
	}
	for i, arg := range b.args {
		if i < len(b.fn.Params) {
			if many, ok := e.sure[g.objectOf(arg)]; ok {
				inner.sure[object{val: b.fn.Params[i]}] = many
			}
		}
	}
	return inner
}
